"""Load the geography that ships with the plugin."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.domain import geography


class Command(BaseCommand):
    help = (
        "Charge les régions, départements, intercommunalités et communes livrés avec Passeur, "
        "leurs anciennes communes et l’organisme de chaque intercommunalité. Peut être relancée."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for what, done in geography.load().items():
            self.stdout.write(f"{what} : {done}")
