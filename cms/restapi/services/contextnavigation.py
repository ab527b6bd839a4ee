"""`@contextnavigation`: the tree around a page, as Plone's navigation portlet shows it.

https://6.docs.plone.org/plone.restapi/docs/source/endpoints/contextnavigation.html
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.text import slugify

from cms.listing.conditions import below
from cms.listing.pictures import PLONE_SCALES
from cms.listing.query import storable
from cms.listing.row import ListingRow
from cms.listing.summary import FOLDERISH, page_address
from cms.restapi.params import BadRequest, Params
from cms.restapi.place import Place, segments

PREFIX = "expand.contextnavigation."
MOST = 1_000  # entries; the upper levels come first
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,4}")


class Options(NamedTuple):
    """How the tree is drawn, by the names of Plone's portlet."""

    name: str
    root_path: str
    include_top: bool
    current_folder_only: bool
    top_level: int
    bottom_level: int
    scale: str


class Entry(NamedTuple):
    depth: int
    tree_path: str
    path: str
    type: str
    title: str
    description: str
    image_id: int | None
    in_menu: bool


def contextnavigation(place: Place) -> dict[str, Any]:
    """Return the pages beside each page of the way, and all that lie below the last.

    The tree begins at the `topLevel`-th page of the way, 1 if nothing else is asked, and ends
    `bottomLevel` levels below. Right below the site's root it shows the menu, as
    `@navigation` does.
    """
    options = read_options(place.asked.params)
    root = root_of(place, options)
    top, items = tree(place, root, options) if root else (None, [])
    if items and options.include_top:
        items = [top_node(top, root, place), *items]
    chosen = options.root_path or options.current_folder_only
    url = f"{page_address(place.root_path)}/sitemap"
    return {
        "@id": f"{place.id}/@contextnavigation",
        "title": options.name or "Navigation",
        "has_custom_name": bool(options.name),
        "url": page_address(root) if root and chosen and root != place.root_path else url,
        "available": bool(items) or (root is not None and options.bottom_level < 0),
        "items": items,
    }


def read_options(params: Params) -> Options:
    scale = params.one(f"{PREFIX}thumb_scale", "thumb")
    if scale not in PLONE_SCALES:
        raise BadRequest(f"thumb_scale connaît {', '.join(PLONE_SCALES)} ; pas « {scale[:40]} ».")
    return Options(
        name=params.one(f"{PREFIX}name"),
        root_path=storable(params.one(f"{PREFIX}root_path")),
        include_top=params.flag(f"{PREFIX}includeTop"),
        current_folder_only=params.flag(f"{PREFIX}currentFolderOnly"),
        top_level=level(params, "topLevel", "1"),
        bottom_level=level(params, "bottomLevel", "0"),
        scale="" if params.flag(f"{PREFIX}no_thumbs") else scale,
    )


def level(params: Params, name: str, default: str) -> int:
    text = params.one(f"{PREFIX}{name}", default)
    if not WHOLE_NUMBER.fullmatch(text):
        raise BadRequest(f"{name} doit être un nombre entier, pas « {text[:40]} ».")
    return int(text)


def root_of(place: Place, options: Options) -> str | None:
    """Return the path at which the tree begins, None where there is none to show."""
    here = place.page.path
    if options.current_folder_only:
        return here if place.page.type in FOLDERISH else here.rpartition("/")[0] or "/"
    root = f"/{options.root_path.strip('/')}" if options.root_path else place.root_path
    if options.top_level < 1:
        return root
    inside = here.removeprefix(root.rstrip("/")) if is_below(here, root) else ""
    names = inside.strip("/").split("/")
    if not inside.strip("/") or len(names) < options.top_level:
        return None
    return "/".join([root.rstrip("/"), *names[: options.top_level]])


def is_below(path: str, root: str) -> bool:
    return f"{path}/".startswith(f"{root.rstrip('/')}/")


def tree(place: Place, root: str, options: Options) -> tuple[Entry | None, list[dict[str, Any]]]:
    """Return the root's own entry and the nodes below it, in one query."""
    here = place.page.path
    shown = Q(path=root)
    if options.bottom_level >= 0:
        around = below(here) if is_below(here, root) else below(root)
        for path in {root, *(stop.path for stop in place.way)} if is_below(here, root) else ():
            around |= below(path, 1)
        shown |= around & below(root, options.bottom_level or None)
    rows = ListingRow.objects.of(place.asked.site_id).filter(shown, locale=place.page.locale)
    values = rows.order_by("depth", "tree_path").values_list(*Entry._fields)[:MOST]
    entries = sorted(map(Entry._make, values), key=lambda entry: entry.tree_path)
    top = next((entry for entry in entries if entry.path == root), None)
    return top, nodes(entries, place, root, options.scale)


def nodes(entries: list[Entry], place: Place, root: str, scale: str) -> list[dict[str, Any]]:
    """Return entries in tree order as nodes, each within the one above it."""
    way = {stop.path for stop in place.way}
    within: list[tuple[Entry, list[dict[str, Any]]]] = []
    items: list[dict[str, Any]] = []
    for entry in entries:
        if entry.path == root:
            continue
        while within and not entry.tree_path.startswith(within[-1][0].tree_path):
            within.pop()
        first = not within
        if first and root == place.root_path and not entry.in_menu and entry.path not in way:
            continue
        if first and segments(entry.path) > segments(root) + 1:
            continue  # of a page that the menu leaves out
        node = node_of(entry, place, scale)
        (items if first else within[-1][1]).append(node)
        within.append((entry, node["items"]))
    return items


def node_of(entry: Entry, place: Place, scale: str) -> dict[str, Any]:
    address = page_address(entry.path)
    here = place.page.path
    return {
        "@id": address,
        "href": address,
        "title": entry.title,
        "description": entry.description,
        "type": slugify(entry.type),
        "normalized_id": entry.path.rpartition("/")[2],
        "review_state": "published",
        "icon": "",
        "thumb": f"{address}/@@images/image/{scale}" if scale and entry.image_id else "",
        "is_current": entry.path == here,
        "is_in_path": entry.path != here and is_below(here, entry.path),
        "is_folderish": entry.type in FOLDERISH,
        "items": [],
    }


def top_node(top: Entry | None, root: str, place: Place) -> dict[str, Any]:
    """Return the root as the first entry of its tree; « Accueil » where it is the site's."""
    entry = top or Entry(0, "", root, "Plone Site", "Accueil", "", None, True)
    node = node_of(entry, place, "")
    if root == place.root_path:
        node |= {"title": "Accueil", "type": "plone-site"}
    return node | {"is_in_path": True, "is_folderish": True}
