"""What the listing shows, compared with what it should."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.search.models import IndexEntry

from cms.listing.check import differences
from cms.models import ListingRow
from tests.cms.oracle import listed_addresses, public_addresses


def assert_true() -> None:
    """Compare the listing with the oracle, with its own check and with the search index."""
    assert listed_addresses() == public_addresses()
    assert differences() == []
    indexed = IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(ListingRow)
    ).values_list("object_id", flat=True)
    assert {int(pk) for pk in indexed} == set(listed_addresses())


def rows(**filters: Any) -> list[str]:
    return list(ListingRow.objects.all().public().filter(**filters).values_list("title", flat=True))
