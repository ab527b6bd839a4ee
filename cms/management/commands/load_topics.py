"""Load the topics that a new site starts with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.domain import starter_topics


class Command(BaseCommand):
    help = (
        "Crée les thématiques de départ qui manquent ; celles qui existent restent telles quelles."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Thématiques : {starter_topics.load()}")
