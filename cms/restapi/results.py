"""A batch of found rows, as every service that lists pages answers with it."""

from __future__ import annotations

from django.db.models import Exists, Q

from cms.listing.query import stands, storable
from cms.listing.row import ListingRow, ListingRowQuerySet
from cms.restapi.asked import Asked
from cms.restapi.batching import Batch
from cms.restapi.fragments import array, extended, text_of
from cms.restapi.summary import metadata

MOST = 10**9
# What the metadata of a row are made of, beside its summary.
UNUSED = ("title_stems", "text_stems", "document", "picture_ids")


def results(
    rows: ListingRowQuerySet, asked: Asked, address: str, context: str = "/", most: int = MOST
) -> str | None:
    """Return `@id`, `items`, `items_total` and `batching` of some rows, as JSON text.

    None where the public finds nothing at `context`, the path at which they were asked for.
    No more than `most` are told of. Two queries at most: how many there are, and the batch;
    `fullobjects` takes one more.
    """
    batch = Batch.of(asked.params)
    total = min(rows.filter(found_at(asked.site_id, context)).count(), most)
    if not total and not stands(asked.site_id, context):
        return None
    some = batch.size and batch.start < total
    wanted = rows[batch.start : min(batch.stop, most)] if some else rows.none()
    return extended(
        "{}",
        {
            "@id": text_of(address),
            "items": array(items(wanted, asked)),
            "items_total": text_of(total),
            **{name: text_of(value) for name, value in batch.links(asked, total).items()},
        },
    )


def found_at(site_id: int, context: str) -> Q:
    """Return the condition that the public finds something at a path.

    Asked together with the rows that are counted, it costs no query of its own.
    """
    here = ListingRow.objects.of(site_id).filter(path=storable(context))
    return Q() if context == "/" else Q(Exists(here))


def items(rows: ListingRowQuerySet, asked: Asked) -> list[str]:
    """Return rows as summaries, as whole documents, or with the metadata asked for."""
    names = set(asked.params.all("metadata_fields"))
    if asked.params.flag("fullobjects"):
        return documents(rows)
    if not names:
        return list(rows.values_list("brief", flat=True))
    return [with_metadata(row, names) for row in rows.defer(*UNUSED)]


def documents(rows: ListingRowQuerySet) -> list[str]:
    """Return rows in full, each with the page above it, all of which one query reads."""
    found = list(rows.values_list("document", "parent_id"))
    above = ListingRow.objects.all().public().filter(pk__in={parent for _, parent in found})
    briefs = dict(above.values_list("pk", "brief"))
    return [
        extended(text, {"parent": briefs.get(parent, "{}")}) if parent else text
        for text, parent in found
    ]


def with_metadata(row: ListingRow, names: set[str]) -> str:
    more = metadata(row, names)
    return extended(row.brief, {name: text_of(value) for name, value in more.items()})
