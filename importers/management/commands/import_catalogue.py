"""Pull a source from the command line, where files may be read too."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.configure import source_named
from importers.models import Run, Source
from importers.pipeline import Progress, Request, pull


class Command(BaseCommand):
    help = "Met à jour les initiatives depuis le catalogue d’un partenaire."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="identifiant de la source")
        parser.add_argument(
            "--from", dest="where", metavar="ADDRESS_OR_FILE", help="lire ailleurs, cette fois"
        )
        parser.add_argument("--dry-run", action="store_true", help="compter sans rien écrire")
        parser.add_argument("--limit", type=int, metavar="N", help="s’arrêter à N fiches")
        parser.add_argument("--json", action="store_true", help="finir par un objet JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        source = source_named(options["slug"])
        if source is None:
            known = ", ".join(Source.objects.values_list("slug", flat=True)) or "aucune"
            raise CommandError(
                f"La source « {options['slug']} » n’existe pas. Sources connues : {known}."
            )
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit attend un nombre de fiches, à partir de 1.")
        request = Request(_where(options["where"]), options["dry_run"], options["limit"])
        run = pull(Run(source=source), request, progress=self._progress())
        for line in run.lines:
            row = f"ligne {line['row']}, " if line["row"] else ""
            self.stderr.write(f"{row}{line['title'] or 'sans référence'} : {line['text']}")
        if options["json"]:
            failure = {"message": run.message} if run.message else {}
            self.stdout.write(json.dumps(run.counts() | failure, ensure_ascii=False))
        else:
            start = "Essai sans écriture" if options["dry_run"] else str(source)
            self.stdout.write(f"{start}\xa0: {run.summary}.")
        if run.state == Run.State.FAILED:
            raise CommandError(run.message)

    def _progress(self) -> Progress:
        last = time.monotonic()

        def show(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= 1 or done == total:
                last = time.monotonic()
                self.stderr.write(f"Fiche {done} sur {total}")

        return show


def _where(text: str | None) -> str | Path | None:
    if text is None or text.startswith(("http://", "https://")):
        return text
    path = Path(text)
    if not path.is_file():
        raise CommandError(f"Le fichier {text} n’existe pas.")
    return path
