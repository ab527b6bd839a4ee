"""Duplicate a page as a model for the next one: what it says stays, what happened once goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page

from cms.domain import authoring
from cms.models.cycle import CyclePage
from cms.models.initiative import InitiativePage
from cms.models.news import NewsPage
from cms.models.programme import ProgrammePage
from cms.models.resource import ResourcePage
from cms.models.session import SessionPage

Own = Mapping[str, tuple[str, ...]]

PICTURE = ("image", "image_alt")
YEARS = ("effective", "start_year", "end_year")
# What belongs to the original alone, by type and in the words in which people are told.
# Provenance, reviews and contributions lie beside the page: no copy has them.
OWN: dict[type[Page], Own] = {
    InitiativePage: {
        "les dates et le calendrier": (*YEARS, "calendar"),
        "l’avancement": ("status",),
        "les résultats et les enseignements": ("results", "lessons"),
        "le coût et les financements": ("total_cost", "fundings"),
        "la position sur la carte": ("latitude", "longitude"),
        "les images": (*PICTURE, "gallery"),
        "les documents": ("documents",),
        "les vidéos": ("videos",),
    },
    CyclePage: {
        "les dates": YEARS,
        "les déclarations": ("statements",),
        "les livrables": ("deliverables",),
        "l’image": PICTURE,
    },
    SessionPage: {
        "le jour et les heures": ("effective", "date", "last_day", "starts", "ends"),
        "l’inscription": ("registration_url", "registration_deadline"),
        "le compte rendu": ("body",),
        "l’enregistrement": ("replay_url",),
        "les documents": ("documents",),
        "les présences": ("attendance",),
        "l’image": PICTURE,
    },
    ResourcePage: {
        "la date de parution": ("effective", "published_year", "published_month"),
        "les auteurs": ("authors",),
        "le numéro et les pages du périodique": ("periodical_issue", "periodical_pages"),
        "le fichier et l’adresse": ("file", "link"),
        "les destinataires": ("recipients",),
        "l’image": PICTURE,
    },
    ProgrammePage: {
        "les dates": YEARS,
        "les versements": ("payments",),
        "les territoires bénéficiaires": ("beneficiary_territories",),
        "les conventions": ("agreements",),
        "l’image": PICTURE,
    },
    NewsPage: {"le jour affiché": ("effective",), "l’image": PICTURE},
}
ALWAYS: Own = {
    "les rappels": ("reminders",),
    "la mise en ligne et l’archivage programmés": ("go_live_at", "expire_at"),
    "le titre et la description pour les moteurs de recherche": ("seo_title", "search_description"),
}


def has_model(page: Page) -> bool:
    """Tell whether there is a model of the page's type; an alias has no text of its own."""
    return page.specific_class in OWN and not page.alias_of_id


def may_duplicate(user: AbstractBaseUser, page: Page) -> bool:
    """Tell whether the user may add a page of this type beside it."""
    return has_model(page) and page.permissions_for_user(user).can_copy_to(page.get_parent())


def left_out(draft: Page) -> list[str]:
    """Return, in words, what a page has and its duplicate will not."""
    return [words for words, names in own(draft) if any(holds(draft, name) for name in names)]


def own(page: Page) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from OWN[type(page)].items()
    yield from ALWAYS.items()


def holds(page: Page, name: str) -> bool:
    value: Any = getattr(page, name)
    return value.exists() if hasattr(value, "exists") else bool(value) or value == 0


def duplicate(page: Page, *, title: str, user: AbstractBaseUser | None = None) -> Page:
    """Make a draft beside a page after its latest draft, without what is the page's own."""
    draft = page.get_latest_revision_as_object()
    names = [name for _, group in own(draft) for name in group]
    return authoring.copy(draft, title=title, without=names, user=user)
