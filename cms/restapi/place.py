"""Where a request stands: a page with those above it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, DateTimeField, IntegerField, QuerySet, TextField, Value, When

from cms.listing.prepared import Slot, prepared
from cms.listing.row import ListingRow
from cms.listing.summary import page_address
from cms.restapi.asked import Asked

DEEPEST = 60  # levels of a tree: Wagtail's paths hold 63


class Stop(NamedTuple):
    """A page as far as the way to it and its surroundings need it.

    `brief` and `document` are the JSON texts of its row; the document is the page's own, the
    pages above it have none.
    """

    page_id: int
    parent_id: int | None
    depth: int
    tree_path: str
    path: str
    type: str
    title: str
    locale: str
    brief: str
    document: str


@dataclass(frozen=True)
class Place:
    """A public page and its public ancestors, from the root down."""

    asked: Asked
    way: list[Stop]

    @property
    def page(self) -> Stop:
        return self.way[-1]

    @cached_property
    def id(self) -> str:
        """Return the page's address, its origin still open."""
        return page_address(self.page.path)

    @property
    def parent(self) -> Stop | None:
        above = self.way[-2] if len(self.way) > 1 else None
        return above if above and above.page_id == self.page.parent_id else None

    @property
    def root_path(self) -> str:
        """Return the path of the site's root in the page's language.

        Where the site's root is a page of the host project, no row tells of it.
        """
        top = self.way[0].path
        return top if top == f"/{self.page.locale}" else "/"

    @property
    def root_depth(self) -> int:
        """Return the depth of the site's root in the page tree: a segment is a level."""
        return self.page.depth - segments(self.page.path) + segments(self.root_path)


def segments(path: str) -> int:
    return len([segment for segment in path.split("/") if segment])


@prepared
def rows_at(count: int) -> QuerySet:
    """Build the query for the public rows at so many paths of a site, from the root down."""
    path = ListingRow._meta.get_field("path")
    last = Slot(f"path{count - 1}", path)
    return (
        ListingRow.objects.all()
        .public(Slot("now", DateTimeField()))
        .filter(site_id=Slot("site_id", IntegerField()))
        .filter(path__in=[Slot(f"path{number}", path) for number in range(count)])
        .order_by("depth")
        .values_list(
            *Stop._fields[:-1],
            Case(When(path=last, then="document"), default=Value(""), output_field=TextField()),
        )
    )


def find_place(asked: Asked, path: str) -> Place | None:
    """Return what stands at a path, or None when the public may see nothing there.

    One query.
    """
    way = way_to(asked, path)
    return Place(asked, way) if way and way[-1].path == path else None


def way_to(asked: Asked, path: str) -> list[Stop]:
    """Return the public pages at a path and above it, from the root down."""
    names = path.strip("/").split("/")
    if len(names) > DEEPEST:
        return []
    above = ["/", *("/" + "/".join(names[:end]) for end in range(1, len(names) + 1))]
    paths = {f"path{number}": value for number, value in enumerate(above)}
    found = rows_at(len(above), now=asked.now, site_id=asked.site_id, **paths)
    return [Stop(*values) for values in found]
