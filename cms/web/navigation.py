"""Menus and breadcrumbs, composed from rows of the listing."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q
from wagtail.models import Page, Site

from cms.listing.row import ListingRow

# A host's home page may hold hundreds of pages of its own: not all of them belong there.
AT_THE_FOOT = ("Document", "Folder", "Agenda", "Directory")


class Link(NamedTuple):
    """A line of a menu; `current` is "page" or "true" (below it), as `aria-current` says."""

    title: str
    url: str
    current: str = ""


def url_of(row: ListingRow) -> str:
    """Return the address of a row on its own site."""
    return row.path if row.path.endswith("/") else f"{row.path}/"


def menus(site: Site, here: str) -> dict[str, list[Link]]:
    """Return the main menu, and for the foot the lists and plain pages that are not in it."""
    top = ListingRow.objects.of(site).filter(
        Q(in_menu=True) | Q(type__in=AT_THE_FOOT), depth=site.root_page.depth + 1
    )
    rows = list(top.order_by("tree_path").only("title", "path", "in_menu"))
    return {
        "navigation": [_link(row, here) for row in rows if row.in_menu],
        "footer": [_link(row, here) for row in rows if not row.in_menu],
    }


def breadcrumbs(site: Site, page: Page) -> list[Link]:
    """Return the way from the home page to the parent of a page; nothing for the home page."""
    step = Page.steplen
    ancestors = [page.path[:end] for end in range(step, len(page.path), step)]
    rows = ListingRow.objects.of(site).filter(tree_path__in=ancestors)
    rows = rows.order_by("depth").only("title", "path", "depth")
    root = site.root_page.depth
    return [Link("Accueil" if row.depth == root else row.title, url_of(row)) for row in rows]


def parent_link(page: Page, site: Site) -> Link | None:
    """Return the page that one stands in, where the public may see it."""
    above = ListingRow.objects.of(site).filter(tree_path=page.path[: -page.steplen])
    row = above.only("title", "path").first()
    return Link(row.title, url_of(row)) if row else None


def _link(row: ListingRow, here: str) -> Link:
    url = url_of(row)
    if here == url:
        return Link(row.title, url, "page")
    return Link(row.title, url, "true" if here.startswith(url) else "")
