"""The types of pages by the names that Plone's clients know them by."""

from __future__ import annotations

from cms.listing.sync import listed_models
from cms.models.base import BasePage

# Several of our models are folders to Plone, each with a name of its own.
TITLES = {"Folder": "Dossier"}


def portal_types() -> dict[str, list[type[BasePage]]]:
    """Return the models of each portal type, the host's own page types among them."""
    found: dict[str, list[type[BasePage]]] = {}
    for model in listed_models():
        found.setdefault(model.portal_type, []).append(model)
    return found


def type_title(name: str, models: list[type[BasePage]]) -> str:
    return TITLES.get(name, models[0].type_label)
