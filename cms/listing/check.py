"""Compare the listing with what the pages say, without changing anything."""

from __future__ import annotations

from dataclasses import dataclass

from cms.listing.address import address_of, site_roots
from cms.listing.build import build_row, read_context
from cms.listing.row import ListingRow
from cms.listing.sync import listed_models, public_pages


@dataclass(frozen=True)
class Difference:
    """One page whose row is `missing`, `extra` or `outdated`."""

    page_id: int
    kind: str
    path: str


def differences() -> list[Difference]:
    """Return every difference between the rows and a fresh computation from the pages."""
    rows = {row.page_id: row for row in ListingRow.objects.all()}
    ids = [pk for model in listed_models() for pk in model.objects.values_list("pk", flat=True)]
    roots = site_roots()
    placed = {
        page.pk: (page, address)
        for page in public_pages(ids)
        if (address := address_of(page, roots)) is not None
    }
    context = read_context([page for page, _ in placed.values()])
    found = [Difference(pk, "extra", row.path) for pk, row in rows.items() if pk not in placed]
    for pk, (page, address) in placed.items():
        if pk not in rows:
            found.append(Difference(pk, "missing", address.path))
        elif build_row(page, address, context)[0].etag != rows[pk].etag:
            found.append(Difference(pk, "outdated", address.path))
    return sorted(found, key=lambda difference: difference.path)
