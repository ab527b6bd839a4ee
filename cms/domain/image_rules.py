"""What publishing asks of the images that a page shows; uploading one asks for nothing.

A host project may have images of another model: what they do not tell is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.listing.draft import pictures_of

# Of the people on an image: they can be recognised, and have not been asked yet.
UNKNOWN = "unknown"


class PublicationRefused(PermissionDenied):
    """A page that may not go online; the text tells people why."""


def shown_images(page: Page) -> list[Any]:
    """Return the images that a page shows, its own and those of its body, by their titles."""
    ids = pictures_of(page)
    return list(get_image_model().objects.filter(pk__in=ids).order_by("title")) if ids else []


def without_authorisation(images: Iterable[Any]) -> list[Any]:
    """Return those that show people who have not given their authorisation."""
    return [image for image in images if getattr(image, "people", "") == UNKNOWN]


def without_licence(images: Iterable[Any]) -> list[Any]:
    """Return those of which nobody has said under which terms they may be shown."""
    return [
        image
        for image in images
        if hasattr(image, "licence") and not str(image.licence or "").strip()
    ]


def authorisation_missing(image: Any) -> str:
    return (
        f"L’image «\xa0{image.title}\xa0» montre des personnes reconnaissables dont "
        "l’autorisation n’est pas encore reçue."
    )


def licence_missing(image: Any) -> str:
    return (
        f"L’image «\xa0{image.title}\xa0» n’a pas de licence\xa0: dites sur sa fiche à quelles "
        "conditions elle peut être montrée."
    )


def check_publication(page: Page) -> None:
    """Refuse that people are shown without their authorisation.

    Raises:
        PublicationRefused: the page shows such an image.
    """
    if refused := without_authorisation(shown_images(page)):
        raise PublicationRefused(" ".join(map(authorisation_missing, refused)))
