"""A batch of found rows, as every service that lists pages answers with it."""

from __future__ import annotations

from cms.listing.row import ListingRow, ListingRowQuerySet
from cms.restapi.asked import Asked
from cms.restapi.batching import Batch
from cms.restapi.fragments import array, extended, text_of
from cms.restapi.summary import metadata

# What the metadata of a row are made of, beside its summary.
UNUSED = ("title_stems", "text_stems", "document", "picture_ids")


def results(rows: ListingRowQuerySet, asked: Asked, address: str) -> str:
    """Return `@id`, `items`, `items_total` and `batching` of some rows, as JSON text.

    Two queries at most: how many there are, and the batch.
    """
    batch = Batch.of(asked.params)
    total = rows.count()
    return extended(
        "{}",
        {
            "@id": text_of(address),
            "items": array(items(rows[batch.start : batch.stop], asked) if batch.size else []),
            "items_total": text_of(total),
            **{name: text_of(value) for name, value in batch.links(asked, total).items()},
        },
    )


def items(rows: ListingRowQuerySet, asked: Asked) -> list[str]:
    """Return rows as summaries, as whole documents, or with the metadata asked for."""
    names = set(asked.params.all("metadata_fields"))
    if asked.params.flag("fullobjects"):
        return list(rows.values_list("document", flat=True))
    if not names:
        return list(rows.values_list("brief", flat=True))
    return [with_metadata(row, names) for row in rows.defer(*UNUSED)]


def with_metadata(row: ListingRow, names: set[str]) -> str:
    more = metadata(row, names)
    return extended(row.brief, {name: text_of(value) for name, value in more.items()})
