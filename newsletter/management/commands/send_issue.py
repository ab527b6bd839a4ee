"""Approve, freeze and send an issue, or finish a sending that was interrupted."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import formats, timezone

from newsletter.domain import sending
from newsletter.domain.report import next_attempt, report
from newsletter.models import Delivery, IssuePage

SOME_NOT_ACCEPTED = 3


class Command(BaseCommand):
    help = (
        "Envoie un numéro. Code de sortie : 0 si tout est accepté, 3 si quelqu’un n’a pas été "
        "servi, 1 si l’envoi n’a pas commencé."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("issue", type=int, metavar="ID", help="la page du numéro")
        parser.add_argument("--json", action="store_true", help="finit par une ligne de JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        issue = IssuePage.objects.filter(pk=options["issue"]).first()
        if issue is None:
            raise CommandError(f"Aucun numéro n’a l’identifiant {options['issue']}.")
        try:
            dispatch = sending.prepare(issue)
        except sending.CannotSend as error:
            raise CommandError(str(error)) from error
        total, done = dispatch.deliveries.count(), 0

        def progress(delivery: Delivery) -> None:
            nonlocal done
            done += 1
            self.stderr.write(f"[{done}/{total}] {delivery}")

        def waiting(held: int) -> None:
            self.stderr.write(f"Un autre envoi tient {held} destinataire(s) : attente…")

        sending.run(dispatch, progress=progress, waiting=waiting)
        result = report(dispatch)
        sentence = result.sentence
        if result.pending:
            at = next_attempt(dispatch)
            sentence += " L’envoi reprendra de lui-même" + (
                f" à partir de {formats.time_format(timezone.localtime(at))}." if at else "."
            )
        self.stdout.write(sentence)
        if options["json"]:
            counts = asdict(result) | {"recipients": result.recipients}
            line = {"issue": issue.pk, "dispatch": dispatch.pk, **counts, "message": sentence}
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        if not result.is_clean:
            sys.exit(SOME_NOT_ACCEPTED)
