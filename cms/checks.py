"""System checks: what a host project must not have forgotten, each with the line to add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse

NEEDED_APPS = ("themes", "wagtail.contrib.settings")
ADDRESSES = {"cms:api": (), "passeur_web:search": (), "themes:stylesheet": ("base", "x")}

MIDDLEWARE = {
    "cms.listing.middleware.ListingMiddleware": (
        "passeur_cms.W001",
        "ce que l’on publie n’est trouvé qu’au passage suivant de la commande tick.",
    ),
    "cms.restapi.middleware.JsonMiddleware": (
        "passeur_cms.W003",
        "l’adresse d’une page ne répond pas en JSON à qui le demande : seules le font celles "
        "sous /++api++/.",
    ),
}


@checks.register
def check_needed_apps(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name the applications that ours stand on and that are not installed."""
    return [
        checks.Error(
            f"L’application « {name} », dont les pages de Passeur ont besoin, n’est pas installée.",
            hint=f"Ajoutez « {name} » à INSTALLED_APPS.",
            id="passeur_cms.E001",
        )
        for name in NEEDED_APPS
        if not apps.is_installed(name)
    ]


@checks.register(checks.Tags.urls)
def check_addresses(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name what is missing from `urlpatterns`, or comes too late in it."""
    return unanswered(ADDRESSES, 'path("", include("cms.urls"))', "passeur_cms.E002")


@checks.register
def check_middleware(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Say what does not happen without each middleware of ours."""
    return [
        checks.Warning(
            f"Sans {name.rpartition('.')[2]}, {loss}",
            hint=f"Ajoutez « {name} » à la fin de MIDDLEWARE.",
            id=number,
        )
        for name, (number, loss) in MIDDLEWARE.items()
        if name not in settings.MIDDLEWARE
    ]


@checks.register
def check_language(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where dates and amounts in our French pages would be written in another language."""
    if settings.LANGUAGE_CODE.split("-")[0] == "fr":
        return []
    return [
        checks.Warning(
            "Les pages de Passeur sont en français, mais les dates et les montants y seraient "
            f"écrits dans la langue « {settings.LANGUAGE_CODE} ».",
            hint='Écrivez LANGUAGE_CODE = "fr", ou ajoutez « passeur_cms.W002 » à '
            "SILENCED_SYSTEM_CHECKS si le site est dans une autre langue.",
            id="passeur_cms.W002",
        )
    ]


def unanswered(
    names: Mapping[str, Sequence[Any]], line: str, number: str
) -> list[checks.CheckMessage]:
    """Return one error if some of our addresses is not there, or is taken for a page's.

    A project may well answer one of them itself.

    Args:
        names: names of addresses with their arguments.
        line: the line of `urlpatterns` that brings them.
        number: id of the error.
    """
    if all(_answers(name, args) for name, args in names.items()):
        return []
    return [
        checks.Error(
            f"Les adresses de Passeur ne répondent pas ({', '.join(names)}).",
            hint=f"Ajoutez « {line} » à urlpatterns, avant les adresses de Wagtail.",
            id=number,
        )
    ]


def _answers(name: str, args: Sequence[Any]) -> bool:
    try:
        path = reverse(name, args=args).removeprefix(get_script_prefix())
        return resolve(f"/{path}").view_name != "wagtail_serve"
    except (NoReverseMatch, Resolver404):
        return False
