"""Other pages: those that staff chose, and those in the same spirit."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page, Site

from cms.listing.query import Query, find
from cms.listing.row import ListingRow
from cms.web.cards import Card, cards_of
from themes.registry import Pack


def public_rows(ids: Iterable[int | None], site: Site) -> dict[int, ListingRow]:
    """Return the rows of those of some pages that the public may see, in one query."""
    return ListingRow.objects.of(site).in_bulk({pk for pk in ids if pk})


def chosen(ids: Iterable[int], rows: dict[int, ListingRow], pack: Pack) -> list[Card]:
    """Return cards of pages in their order, each once, those without a row left out."""
    return cards_of([rows[pk] for pk in dict.fromkeys(ids) if pk in rows], pack)


def related(
    page: Page,
    site: Site,
    pack: Pack,
    *,
    types: tuple[str, ...],
    most: int = 3,
    besides: Iterable[int] = (),
) -> list[Card]:
    """Return cards of other pages on the same topics; without topics there is no relation.

    `besides` are pages that are shown anyway.
    """
    topics = tuple(topic.slug for topic in page.topics.all())
    if not topics:
        return []
    rows = find(Query(topics=topics, types=types), site).exclude(pk__in={page.pk, *besides})
    return cards_of(rows[:most], pack)
