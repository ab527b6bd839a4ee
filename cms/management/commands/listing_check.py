"""List where the listing and the pages differ."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.listing.check import differences

WORDS = {"missing": "absente", "extra": "en trop", "outdated": "périmée"}


class Command(BaseCommand):
    help = "Compare la liste publique aux pages et dit où elles diffèrent."

    def handle(self, *args: Any, **options: Any) -> None:
        found = differences()
        for difference in found:
            self.stdout.write(f"{WORDS[difference.kind]} : {difference.path}")
        if found:
            raise CommandError(f"{len(found)} différence(s). « listing_rebuild » les répare.")
        self.stdout.write("La liste dit la même chose que les pages.")
