"""System checks: what a host project must not have got wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks

import cms

OURS = {
    "cms": "passeur_cms",
    "newsletter": "passeur_newsletter",
    "importers": "passeur_importers",
    "themes": "passeur_themes",
}


@checks.register
def check_shadowed_packages(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name another package that has taken one of our import names.

    django-cms is imported as `cms` and django-newsletter as `newsletter`: with either
    installed, half of Django would run their code and half ours.
    """
    home = Path(cms.__file__).resolve().parent.parent
    return [
        checks.Error(
            f"Le paquet « {name} » chargé n’est pas celui de Passeur ({config.path}).",
            hint="Désinstallez le paquet du même nom (django-cms, django-newsletter…) ou "
            "renommez le vôtre.",
            id="passeur_cms.E001",
        )
        for name, label in OURS.items()
        for config in apps.get_app_configs()
        if config.name == name
        and (config.label != label or Path(config.path).resolve().parent != home)
    ]


@checks.register
def check_listing_middleware(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where admin requests do not keep the listing true at once."""
    middleware = "cms.listing.middleware.ListingMiddleware"
    if middleware in settings.MIDDLEWARE:
        return []
    return [
        checks.Warning(
            "Sans ListingMiddleware, ce que l’on publie n’est trouvé qu’au passage suivant de "
            "la commande tick.",
            hint=f"Ajoutez « {middleware} » à la fin de MIDDLEWARE.",
            id="passeur_cms.W001",
        )
    ]
