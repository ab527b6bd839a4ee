"""A batch of found rows, as every service that lists pages answers with it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Window

from cms.listing.asking import ask
from cms.listing.fragments import array, extended, text_of
from cms.listing.query import Query, find, stands
from cms.listing.row import ListingRow, ListingRowQuerySet
from cms.listing.summary import metadata
from cms.restapi.asked import Asked
from cms.restapi.batching import Batch

MOST = 10**9
# What the metadata of a row are made of, beside its summary.
UNUSED = ("title_stems", "text_stems", "document", "picture_ids")
Order = tuple[str, ...]


def results(
    query: Query, order: Order, asked: Asked, context: str = "/", most: int = MOST
) -> str | None:
    """Return `@id`, `items`, `items_total` and `batching` of what a query finds, as JSON text.

    None where the public finds nothing at `context`, the path at which it was asked. No more
    than `most` are told of. One query as a rule; one more below the root, where the batch
    lies beyond the end or is empty, and for `fullobjects`.
    """
    if not stands(asked.site_id, context):
        return None
    batch = Batch.of(asked.params)
    start, stop = batch.start, min(batch.stop, most)
    found = items(query, order, asked, start, stop) if start < stop else []
    counts = found or ask(first_of, query, asked.site_id)
    total = min(counts[0][0], most) if counts else 0
    return extended(
        "{}",
        {
            "@id": text_of(asked.url),
            "items": array(text for _, text in found),
            "items_total": text_of(total),
            **{name: text_of(value) for name, value in batch.links(asked, total).items()},
        },
    )


def items(query: Query, order: Order, asked: Asked, start: int, stop: int) -> list[tuple[int, str]]:
    """Return how many rows there are and the text of each of the batch.

    As summaries, as whole documents, or with the metadata asked for.
    """
    shape = (order, start, stop)
    if asked.params.flag("fullobjects"):
        return documents(ask(texts_of, query, asked.site_id, "document", *shape))
    if names := set(asked.params.all("metadata_fields")):
        rows = batch_of(find(query, asked.site_id), *shape).defer(*UNUSED)
        return [(row.total, with_metadata(row, names)) for row in rows]
    return [row[:2] for row in ask(texts_of, query, asked.site_id, "brief", *shape)]


def batch_of(rows: ListingRowQuerySet, order: Order, start: int, stop: int) -> ListingRowQuerySet:
    """Return a batch of rows, each with how many there are in all."""
    rows = rows.order_by(*order) if order else rows
    return rows.annotate(total=Window(Count("pk")))[start:stop]


def texts_of(rows: ListingRowQuerySet, column: str, *shape: Any) -> QuerySet:
    """Build the query for a text of each row of a batch, and the page above it."""
    return batch_of(rows, *shape).values_list("total", column, "parent_id")


def first_of(rows: ListingRowQuerySet) -> QuerySet:
    """Build the query for one row, with how many there are in all."""
    return rows.order_by().annotate(total=Window(Count("pk"))).values_list("total")[:1]


def documents(found: list[tuple]) -> list[tuple[int, str]]:
    """Return rows in full, each with the page above it, all of which one query reads."""
    above = ListingRow.objects.all().public().filter(pk__in={parent for *_, parent in found})
    briefs = dict(above.values_list("pk", "brief"))
    return [
        (total, extended(text, {"parent": briefs.get(parent, "{}")}) if parent else text)
        for total, text, parent in found
    ]


def with_metadata(row: ListingRow, names: set[str]) -> str:
    more = metadata(row, names)
    return extended(row.brief, {name: text_of(value) for name, value in more.items()})
