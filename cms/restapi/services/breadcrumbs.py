"""`@breadcrumbs`: the way to a page."""

from __future__ import annotations

from typing import Any

from cms.listing.summary import page_address
from cms.restapi.place import Place


def breadcrumbs(place: Place) -> dict[str, Any]:
    """Return the way from below the root to the page."""
    way = [stop for stop in place.way if stop.path != place.root_path]
    return {
        "@id": f"{place.id}/@breadcrumbs",
        "items": [{"@id": page_address(stop.path), "title": stop.title} for stop in way],
        "root": page_address(place.root_path),
    }
