"""Load the demo."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.domain import geography, starter_topics
from cms.project.addresses import is_loopback
from cms.project.demo import (
    catalogue,
    cycles,
    initiatives,
    letter,
    news,
    programmes,
    reports,
    resources,
    roadmaps,
    site,
    summary,
    users,
    videos,
    vivier,
)


class Command(BaseCommand):
    help = (
        "Charge la démonstration : textes, comptes, catalogue d’exemples, lettre envoyée. "
        "Peut être relancée : rien n’est doublé, et ce que vous avez modifié reste tel quel."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_loopback(settings.SITE_URL):
            raise CommandError(
                "La démonstration crée des comptes aux mots de passe connus de tous : elle ne "
                "se charge que sur une adresse de cette machine (SITE_URL)."
            )
        try:
            vivier.catalogue_port()
        except vivier.NoPort as error:
            raise CommandError(
                "FETCH_ALLOW ne contient aucun port de cette machine (par exemple "
                "127.0.0.1:8010) : le catalogue d’exemples ne peut pas être lu."
            ) from error
        started = time.monotonic()
        self.step("Territoires", lambda: created(geography.load()))
        self.step("Thématiques", lambda: len(starter_topics.load().created))
        self.step("Site et dossiers des membres", site.make)
        self.step("Initiatives", initiatives.make)
        self.step("Vidéos", videos.make)
        self.step("Ressources", resources.make)
        self.step("Actualités", news.make)
        self.step("Feuilles de route", roadmaps.make)
        self.step("Dispositifs", programmes.make_programmes)
        self.step("Délibérations", programmes.make_decisions)
        self.step("Cycles", cycles.make_cycles)
        self.step("Rendez-vous", cycles.make_sessions)
        self.step("Rapport d’activité", reports.make)
        self.step("Sources", vivier.configure)
        self.step("Fiches du vivier", self.import_examples)
        self.step("Lettre et abonnés", letter.make_series)
        self.step("Comptes", users.make)
        self.step("Numéros de la lettre", letter.make_issues)
        seconds = time.monotonic() - started
        self.stdout.write(f"\nLa démonstration est prête ({seconds:.0f} s).\n")
        self.stdout.write(summary.text())

    def step(self, label: str, make: Callable[[], int]) -> None:
        """Say what is being made, make it, and say how much of it is new."""
        self.stdout.write(f"{label}… ", ending="")
        self.stdout.flush()
        made = make()
        self.stdout.write(f"ajouts : {made}" if made else "rien de nouveau")

    def import_examples(self) -> int:
        try:
            return vivier.import_examples()
        except catalogue.PortTaken as error:
            raise CommandError(
                f"Le port {error} est pris par un autre programme : le catalogue d’exemples ne "
                "peut pas être servi. Choisissez-en un autre dans FETCH_ALLOW."
            ) from error


def created(loaded: dict[str, Any]) -> int:
    return sum(len(done.created) for done in loaded.values())
