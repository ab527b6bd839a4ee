"""Cards: a page as lists show it, made from its row of the listing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cms.listing.row import ListingRow
from cms.web.covers import Cover, cover_of, hue_of
from cms.web.decisions import date_text
from cms.web.moments import day_text
from cms.web.navigation import url_of
from cms.web.pictures import Picture, picture_of
from cms.web.play_mark import mark_of
from cms.web.sessions import when_text
from themes.registry import Pack


@dataclass(frozen=True)
class Card:
    """What a card may show; `cover` is drawn and says nothing, `picture` has a text."""

    title: str
    url: str
    summary: str
    type: str
    kind: str
    member: str
    topics: list[dict[str, Any]]
    hue: str
    effective: datetime.date
    picture: Picture | None
    cover: Cover
    is_fictional: bool
    source: str
    episode: int | None
    minutes: int | None
    years: str
    when: str
    place: str


# How the types that happen on a day, or tell of a year, say when; the others tell a month,
# or years.
WHEN: dict[str, Callable[[ListingRow], str]] = {
    "Session": lambda row: when_text(row.fields),
    "Decision": lambda row: date_text(row.fields),
    "Report": lambda row: str(row.fields["year"]),
    "News Item": lambda row: day_text(row.effective),
}


def card_of(row: ListingRow, pack: Pack) -> Card:
    fields = row.fields
    return Card(
        title=row.title,
        url=url_of(row),
        summary=row.description,
        type=row.type,
        kind=row.type_label,
        member=row.member,
        topics=row.topics,
        hue=hue_of(row.topics, pack),
        effective=row.effective,
        picture=picture_of(row.image, mark_of(row.type, pack)),
        cover=cover_of(pack, row.type, row.topics, row.territories, fields.get("episode")),
        is_fictional=bool(fields.get("is_fictional")),
        source=row.provenance["source"] if row.provenance else "",
        episode=fields.get("episode"),
        minutes=fields.get("minutes"),
        years=years_text(fields.get("start_year"), fields.get("end_year")),
        when=WHEN[row.type](row) if row.type in WHEN else "",
        place=fields["place"] if row.type == "Session" else "",
    )


def years_text(start: int | None, end: int | None) -> str:
    """Write years as people read them: « 2024 », « 2023-2025 », « depuis 2023 »."""
    if not start:
        return f"jusqu’en {end}" if end else ""
    if not end:
        return f"depuis {start}"
    return str(start) if start == end else f"{start}-{end}"


def cards_of(rows: Iterable[ListingRow], pack: Pack) -> list[Card]:
    return [card_of(row, pack) for row in rows]
