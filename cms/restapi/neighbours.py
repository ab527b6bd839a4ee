"""What stands around a page: the pages below it and the ones beside it."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from cms.listing.prepared import Slot, prepared
from cms.listing.row import ListingRow
from cms.restapi.batching import Batch
from cms.restapi.place import Place

NOBODY = "{}"


class Neighbours(NamedTuple):
    """A batch of children, how many there are in all, and the siblings, as JSON texts."""

    children: list[str]
    total: int
    previous: str
    following: str


@prepared
def rows_around(column: str, children: tuple[int, int] | None, counted: bool) -> QuerySet:
    """Build the query for the siblings of a page and, unless None, some of its children.

    `column` is what is told of each; `children` are their first and last number; `counted`
    asks how many there are in all.
    """
    here = Slot("tree_path", CharField())
    page_id, parent_id = Slot("page_id", IntegerField()), Slot("parent_id", IntegerField())
    # A page below may be the root of another site: it has no address in this one.
    public = ListingRow.objects.all().public(Slot("now", DateTimeField()))
    public = public.filter(site_id=Slot("site_id", IntegerField()))
    siblings = public.filter(parent_id=parent_id)
    before = siblings.filter(tree_path__lt=here).order_by("-tree_path").values("pk")
    after = siblings.filter(tree_path__gt=here).order_by("tree_path").values("pk")
    wanted = Q(pk__in=before[:1]) | Q(pk__in=after[:1])
    total = Value(0)
    if children is not None:
        below = public.filter(parent_id=page_id)
        wanted |= Q(pk__in=below.order_by("tree_path").values("pk")[slice(*children)])
    if counted:
        wanted |= Q(pk=page_id)  # is always found, and so the total is
        numbers = public.filter(parent_id=page_id).values("parent_id").annotate(n=Count("pk"))
        total = Subquery(numbers.values("n"))
    # Put in order by whoever asks: SQLite would walk all pages in order to save the sorting.
    rows = public.filter(wanted).order_by().annotate(children_total=total)
    return rows.values_list("parent_id", "tree_path", "children_total", "brief", column)


def neighbours(place: Place, batch: Batch, *, folderish: bool, full: bool = False) -> Neighbours:
    """Return what stands around a page in one query, whatever their number.

    `full` gives the documents of the children instead of their summaries. A page that is no
    folder is not asked for children. How many there are is remembered as long as the version
    stands: in a folder of 700 pages it takes longer to count than all the rest.
    """
    page = place.page
    key = f"passeur.children.{place.asked.version}.{page.page_id}"
    total = cache.get(key) if folderish else 0
    found = rows_around(
        "document" if full else "path",
        (batch.start, batch.stop) if folderish else None,
        total is None,
        now=place.asked.now,
        site_id=place.asked.site_id,
        page_id=page.page_id,
        parent_id=page.parent_id,
        tree_path=page.tree_path,
    )
    found.sort(key=itemgetter(1))
    if total is None:
        total = next((row[2] for row in found if row[2]), 0)
        cache.set(key, total)
    beside = [row for row in found if row[0] == page.parent_id]
    return Neighbours(
        children=[row[4 if full else 3] for row in found if row[0] == page.page_id],
        total=total,
        previous=next((row[3] for row in beside if row[1] < page.tree_path), NOBODY),
        following=next((row[3] for row in beside if row[1] > page.tree_path), NOBODY),
    )
