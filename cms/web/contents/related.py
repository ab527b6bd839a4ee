"""Other pages in the same spirit."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Site

from cms.listing.query import Query, find
from cms.web.cards import cards_of
from themes.registry import Pack


def related(
    page: Page, site: Site, pack: Pack, *, types: tuple[str, ...], most: int = 3
) -> list[Any]:
    """Return cards of other pages on the same topics; without topics there is no relation."""
    topics = tuple(topic.slug for topic in page.topics.all())
    if not topics:
        return []
    rows = find(Query(topics=topics, types=types), site).exclude(pk=page.pk)[:most]
    return cards_of(rows, pack)
