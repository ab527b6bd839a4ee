"""What surrounds a page: each function serves its own service and `@components` alike."""

from __future__ import annotations

from typing import Any

from cms.restapi.params import Params
from cms.restapi.place import Place, address


def breadcrumbs(place: Place, params: Params) -> dict[str, Any]:
    """Return the way from below the root to the page, as `@breadcrumbs` of plone.restapi."""
    way = [row for row in [*place.ancestors, place.row] if row.path != "/"]
    return {
        "@id": f"{place.id}/@breadcrumbs",
        "items": [{"@id": address(place.base, row), "title": row.title} for row in way],
        "root": place.base,
    }


def navigation(place: Place, params: Params) -> dict[str, Any]:
    """Return the pages of the site's menu, as `@navigation` at its default depth, 1."""
    return {
        "@id": f"{place.id}/@navigation",
        "items": [
            {
                "@id": address(place.base, row),
                "title": row.title,
                "description": row.description,
                "review_state": "published",
                "items": [],
            }
            for row in place.menu
        ],
    }


COMPONENTS = {"breadcrumbs": breadcrumbs, "navigation": navigation}


def components(place: Place, params: Params) -> dict[str, Any]:
    """Return every component: in full where `expand` names it, else the address of it."""
    wanted = {name for value in params.all("expand") for name in value.split(",")}
    return {
        name: component(place, params) if name in wanted else {"@id": f"{place.id}/@{name}"}
        for name, component in COMPONENTS.items()
    }
