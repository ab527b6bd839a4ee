"""Do what is due; to be run each minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.domain import tick


class Command(BaseCommand):
    help = "Fait ce qui est dû : publications programmées, liste à jour. À lancer chaque minute."

    def handle(self, *args: Any, **options: Any) -> None:
        if failed := tick.run():
            raise CommandError(f"En échec : {', '.join(failed)}. Voir le journal.")
