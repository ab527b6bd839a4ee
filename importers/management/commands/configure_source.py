"""Load the description of a source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.config import parse, preset
from importers.configure import configure
from importers.sources import SourceError


class Command(BaseCommand):
    help = "Crée une source, ou la met à jour, d’après sa description en TOML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="fichier TOML, ou nom d’un modèle livré avec Passeur"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = preset(options["file"]) or Path(options["file"])
        try:
            config = parse(path.read_text(encoding="utf-8"), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Le fichier {path} n’est pas lisible.") from error
        except SourceError as error:
            raise CommandError(str(error)) from error
        source, changed = configure(config)
        what = "est configurée" if changed else "n’a pas changé"
        self.stdout.write(f"La source « {source.title} » {what}.")
