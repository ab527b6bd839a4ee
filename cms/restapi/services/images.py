"""`@@images`: the pictures that a page shows, in the sizes that Plone's clients ask for."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from wagtail.images import get_image_model

from cms.listing.pictures import PLONE_SCALES, fingerprint, read_scale_name
from cms.listing.query import row_at
from cms.listing.row import ListingRow
from cms.media import draw
from cms.restapi.asked import Asked
from cms.restapi.drafts import draft_at
from cms.restapi.responses import missing


def images(asked: Asked, path: str, name: str = "", scale: str = "") -> HttpResponseBase:
    """Answer with a picture of a page: `image-800-….jpeg`, `image/large` or `image`.

    Only pictures that the public page shows, and only at the widths of Plone's scales: a
    stranger sees no other image and makes the server draw no thousand sizes. Whoever may
    see a draft sees those of the draft.
    """
    draft = draft_at(asked, path)
    row = draft or row_at(asked.site_id, path)
    found = find_picture(row, name, scale) if row else None
    if found is None:
        return missing(asked.url)
    return draw(asked.request, *found, in_draft=draft is not None)


def find_picture(row: ListingRow, name: str, scale: str) -> tuple[Any, str] | None:
    """Return the image that an address names and the filter that draws it."""
    wanted = read_scale_name(name)
    if wanted is None and name not in ("image", "preview_image"):
        return None
    number = (wanted and wanted.image_id) or row.image_id
    if number not in (row.image_id, *row.picture_ids):
        return None
    image = get_image_model().objects.filter(pk=number).select_related("collection").first()
    if image is None or (wanted and (scale or wanted.fingerprint != fingerprint(image))):
        return None
    width = wanted.width if wanted else min(PLONE_SCALES.get(scale or "huge", 0), image.width)
    return (image, f"width-{width}") if width in widths(image) else None


def widths(image: Any) -> set[int]:
    return {image.width, *(min(width, image.width) for width in PLONE_SCALES.values())}
