"""`@navigation`: the menu of the site, as deep as asked."""

from __future__ import annotations

from typing import Any, NamedTuple

from cms.listing.row import ListingRow
from cms.listing.summary import page_address
from cms.restapi.place import Place

MOST = 10
# Plone's first tab is named so too, whatever the title of the site.
HOME = "Accueil"


class Entry(NamedTuple):
    depth: int
    path: str
    title: str
    description: str
    in_menu: bool


def navigation(place: Place) -> dict[str, Any]:
    """Return the root and the pages of the menu, with what lies below them down to a depth.

    The first level is the site's menu, as on its web pages; below it come all pages that
    are there, as in Plone, whose clients make a site map of it. One query.
    """
    depth = max(place.asked.params.number("expand.navigation.depth", 1, most=MOST), 1)
    return {"@id": f"{place.id}/@navigation", "items": menu(place, depth)}


def menu(place: Place, depth: int) -> list[dict[str, Any]]:
    """Return the entries of the menu, each with its own, from the pages in tree order."""
    top = place.root_depth
    entries = (
        ListingRow.objects.all()
        .public()
        .filter(site_id=place.asked.site_id, locale=place.page.locale)
        .filter(depth__gte=top, depth__lte=top + depth)
        .order_by("tree_path")
        .values_list("depth", "path", "title", "description", "in_menu")
    )
    items: list[dict[str, Any]] = []
    within: list[tuple[int, list[dict[str, Any]]]] = []  # the entries we are in, and their items
    for entry in map(Entry._make, entries):
        while within and within[-1][0] >= entry.depth:
            within.pop()
        if entry.depth == top:
            items.append(node_of(entry._replace(title=HOME)))
        elif entry.in_menu if entry.depth == top + 1 else within:
            node = node_of(entry)
            (within[-1][1] if within else items).append(node)
            within.append((entry.depth, node["items"]))
    return items


def node_of(entry: Entry) -> dict[str, Any]:
    return {
        "@id": page_address(entry.path),
        "title": entry.title,
        "description": entry.description,
        "review_state": "published",
        "use_view_action_in_listings": False,
        "items": [],
    }
