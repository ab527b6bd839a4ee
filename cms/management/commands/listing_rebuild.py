"""Recompute the whole listing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.domain.statistics import refresh_statistics
from cms.listing import sync


class Command(BaseCommand):
    help = "Recalcule toutes les lignes de la liste publique."

    def handle(self, *args: Any, **options: Any) -> None:
        count = sync.rebuild()
        refresh_statistics()
        pages = "pages examinées" if count > 1 else "page examinée"
        self.stdout.write(f"Liste recalculée : {count} {pages}.")
