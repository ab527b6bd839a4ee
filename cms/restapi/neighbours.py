"""What stands around a page: the pages below it and the ones beside it."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Q, Subquery, Value

from cms.listing.row import ListingRow
from cms.restapi.batching import Batch
from cms.restapi.place import Stop

NOBODY = "{}"


class Neighbours(NamedTuple):
    """A batch of children, how many there are in all, and the siblings, as JSON texts."""

    children: list[str]
    total: int
    previous: str
    following: str


def neighbours(
    site_id: int, page: Stop, batch: Batch, *, folderish: bool, full: bool = False
) -> Neighbours:
    """Return what stands around a page in one query, whatever their number.

    `full` gives the documents of the children instead of their summaries. A page that is no
    folder is not asked for children, nor the root for siblings.
    """
    public = ListingRow.objects.all().public().filter(site_id=site_id)
    siblings = public.filter(parent_id=page.parent_id)
    before = siblings.filter(tree_path__lt=page.tree_path).order_by("-tree_path")
    after = siblings.filter(tree_path__gt=page.tree_path).order_by("tree_path")
    wanted = Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1])
    total = Value(0)
    if folderish:
        children = public.filter(parent_id=page.page_id).order_by("tree_path")
        wanted |= Q(pk__in=children.values("pk")[batch.start : batch.stop])
        wanted |= Q(pk=page.page_id)  # is always found, and so the total is
        counted = children.order_by().values("parent_id").annotate(count=Count("pk"))
        total = Subquery(counted.values("count"))
    rows = public.filter(wanted).order_by("tree_path")
    found = rows.values_list("parent_id", "tree_path", "brief", total, *(["document"] * full))
    below = [row[4 if full else 2] for row in found if row[0] == page.page_id]
    beside = [row for row in found if row[0] == page.parent_id]
    return Neighbours(
        children=below,
        total=next((row[3] for row in found), 0) or 0,
        previous=next((row[2] for row in beside if row[1] < page.tree_path), NOBODY),
        following=next((row[2] for row in beside if row[1] > page.tree_path), NOBODY),
    )
