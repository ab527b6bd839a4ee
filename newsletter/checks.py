"""System checks of what letters need, each with the line to add."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks

from cms.checks import unanswered
from newsletter.domain.transports import NoTransport, connect

EXAMPLE = "http://example.com"
"""What Wagtail's project template writes into WAGTAILADMIN_BASE_URL."""


@checks.register
def check_settings(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name the settings without which no letter can be written, sent or left."""
    return [*_hash_key(), *_mail_url(), *_base_url()]


@checks.register(checks.Tags.urls)
def check_addresses(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name the missing address: a letter that nobody can leave must not be sent."""
    return unanswered(
        {"newsletter:unsubscribe": ("x",)},
        'path("lettre/", include("newsletter.urls"))',
        "passeur_newsletter.E004",
    )


def _hash_key() -> Iterator[checks.Error]:
    if not getattr(settings, "NEWSLETTER_HASH_KEY", ""):
        yield checks.Error(
            "Le réglage NEWSLETTER_HASH_KEY manque : sans cette clé, personne ne peut s’abonner "
            "ni se désinscrire.",
            hint="Donnez-lui une longue chaîne tirée au hasard, autre que SECRET_KEY, et ne la "
            "changez plus : elle seule reconnaît les adresses effacées.",
            id="passeur_newsletter.E001",
        )


def _mail_url() -> Iterator[checks.Error]:
    try:
        with connect():
            return
    except NoTransport as error:
        yield checks.Error(
            str(error),
            hint='Par exemple : MAIL_URL = "smtp://utilisateur:secret@relais.exemple.fr:587".',
            id="passeur_newsletter.E002",
        )


def _base_url() -> Iterator[checks.Error]:
    address = getattr(settings, "WAGTAILADMIN_BASE_URL", "") or ""
    if not address or address.rstrip("/") == EXAMPLE:
        yield checks.Error(
            "Le réglage WAGTAILADMIN_BASE_URL n’est pas l’adresse du site : les liens et les "
            "images des lettres n’iraient nulle part.",
            hint='Par exemple : WAGTAILADMIN_BASE_URL = "https://www.exemple.fr".',
            id="passeur_newsletter.E003",
        )
