"""Where a request stands: a page's row with the rows around it, read in one query."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Q
from wagtail.models import Site

from cms.listing.row import ListingRow


@dataclass(frozen=True)
class Place:
    """A public page, its public ancestors from the root down, and the site's menu.

    `base` is the origin that was asked for: addresses begin with it, whatever the site is
    called elsewhere, since the API often stands behind another server.
    """

    site: Site
    row: ListingRow
    ancestors: list[ListingRow]
    menu: list[ListingRow]
    base: str

    @property
    def parent(self) -> ListingRow | None:
        above = [row for row in self.ancestors if row.page_id == self.row.parent_id]
        return above[0] if above else None

    @property
    def id(self) -> str:
        return address(self.base, self.row)


def address(base: str, row: ListingRow) -> str:
    """Return the canonical address of a row's page, the `@id` of plone.restapi."""
    return base + quote(row.path.rstrip("/"))


def find_place(site: Site, path: str, base: str) -> Place | None:
    """Return what stands at a path, or None when the public may see nothing there."""
    segments = path.strip("/").split("/")
    above = {"/", *("/" + "/".join(segments[:end]) for end in range(1, len(segments) + 1))}
    in_menu = Q(parent_id=site.root_page_id, in_menu=True)
    rows = list(
        ListingRow.objects.of(site)
        .filter(Q(path__in=above) | in_menu)
        .defer("title_stems", "text_stems")
        .order_by("depth", "tree_path")
    )
    row = next((row for row in rows if row.path == path), None)
    if row is None:
        return None
    ancestors = [r for r in rows if r.path in above and r.depth < row.depth]
    root = [r for r in rows if r.page_id == site.root_page_id]
    menu = root + [r for r in rows if r.parent_id == site.root_page_id and r.in_menu]
    return Place(site, row, ancestors, menu, base)
