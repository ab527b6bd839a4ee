"""`@translations`: the page in other languages, and where each language begins."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.listing.address import site_roots
from cms.listing.row import ListingRow
from cms.listing.summary import page_address
from cms.restapi.place import Place


def translations(place: Place) -> dict[str, Any]:
    """Return the public translations of a page and the public roots of the site's languages."""
    page, rows = place.page, ListingRow.objects.of(place.asked.site_id).order_by("locale")
    key = Page.objects.filter(pk=page.page_id).values("translation_key")
    others = rows.filter(page__translation_key__in=key).exclude(locale=page.locale)
    prefixes = [root.prefix or "/" for root in site_roots()]
    roots = rows.filter(path__in=prefixes).values_list("locale", "path")
    return {
        "@id": f"{place.id}/@translations",
        "items": [
            {"@id": page_address(path), "language": locale}
            for locale, path in others.values_list("locale", "path")
        ],
        # Where the root is a page of the host project, no row tells of it.
        "root": {page.locale: page_address(place.root_path)}
        | {locale: page_address(path) for locale, path in roots},
    }
