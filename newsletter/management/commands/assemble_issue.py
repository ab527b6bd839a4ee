"""Make the draft of an issue from what the site published about a topic."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.models import Topic
from newsletter.domain.assemble import CannotAssemble, assemble
from newsletter.domain.period import Quarter, UnknownPeriod
from newsletter.models import SeriesPage


class Command(BaseCommand):
    help = "Assemble le brouillon d’un numéro ; relancée, rend le même brouillon."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--series", required=True, metavar="SLUG", help="la lettre")
        parser.add_argument("--topic", required=True, metavar="SLUG", help="la thématique")
        parser.add_argument("--period", required=True, help="le trimestre, par exemple 2024-Q2")
        parser.add_argument("--json", action="store_true", help="finit par une ligne de JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        series = SeriesPage.objects.filter(slug=options["series"]).first()
        topic = Topic.objects.filter(slug=options["topic"]).first()
        if series is None:
            raise CommandError(f"Aucune lettre ne s’appelle « {options['series']} ».")
        if topic is None:
            raise CommandError(f"Aucune thématique ne s’appelle « {options['topic']} ».")
        try:
            done = assemble(series, topic, Quarter.parse(options["period"]))
        except (CannotAssemble, UnknownPeriod) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(done.sentence)
        issue = done.issue.pk if done.issue else None
        if options["json"]:
            result = {"issue": issue, "created": done.created, "message": done.sentence}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        elif issue:
            self.stdout.write(f"Numéro {issue} : pour l’envoyer, manage.py send_issue {issue}")
