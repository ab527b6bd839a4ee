"""The chapters of an activity report, drawn from what the site tells of its year.

Drawing only ever adds: what staff wrote, ordered or took out stays as they left it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from wagtail.models import Page

from cms.domain import authoring
from cms.listing.conditions import having
from cms.listing.query import Query, find
from cms.listing.row import ListingRow, ListingTerm
from cms.listing.tracking import tracking
from cms.models.report import ReportPage

Stored = dict[str, Any]
# The chapters that are drawn, in their order, and the types of which each tells.
HEADINGS = {
    "Cycles": ("Cycle",),
    "Rendez-vous": ("Session",),
    "Initiatives": ("Initiative",),
    "Dispositifs": ("Programme",),
    "Délibérations": ("Decision",),
    "Feuilles de route": ("Roadmap", "RoadmapVersion"),
    "Vidéos": ("VideoSeries", "Video"),
    "Ressources": ("Resource",),
    "Actualités": ("News Item",),
}


class Group(NamedTuple):
    """Pages that belong under a heading, by their ids."""

    heading: str
    pages: list[int]


def rows_of_year(report: ReportPage) -> list[ListingRow]:
    """Return the public pages of the report's site that its year concerns, in their order.

    By the years that a page names or by its day, which is that of its publication where it has
    none of its own: what does not belong is easier to leave out than what is missing to find.
    """
    year = report.year
    concerned = having(ListingTerm.Index.YEAR, [str(year)]) | Q(effective__year=year)
    query = Query(
        types=[name for names in HEADINGS.values() for name in names],
        locale=report.locale.language_code,
        conditions=(concerned,),
    )
    rows = find(query, report.get_site()).order_by("effective", "tree_path")
    return list(rows.only("title", "type", "effective"))


def grouped(rows: Sequence[ListingRow]) -> list[Group]:
    """Return the pages under the headings of their types; no heading without any."""
    return [
        Group(heading, found)
        for heading, types in HEADINGS.items()
        if (found := [row.pk for row in rows if row.type in types])
    ]


def pages_told(body: Sequence[Stored]) -> set[int]:
    """Return the pages of which the chapters of a stored body tell."""
    return {line.get("page") for chapter in chapters_in(body) for line in stored_lines(chapter)}


def chapters_in(body: Sequence[Stored]) -> Iterator[Stored]:
    return (block["value"] for block in body if block["type"] == "chapter")


def stored_lines(chapter: Stored) -> Iterator[Stored]:
    """Yield what is stored of the lines of a chapter, with or without their ids."""
    for item in chapter.get("pages") or ():
        yield item.get("value", item)


def left_to_tell(body: Sequence[Stored], found: Sequence[Group]) -> list[Group]:
    """Return what is found and in no chapter yet, each page once."""
    told, left = pages_told(body), []
    for heading, pages in found:
        new = [page for page in dict.fromkeys(pages) if page not in told]
        told.update(new)
        if new:
            left.append(Group(heading, new))
    return left


def with_chapters(body: Sequence[Stored], found: Sequence[Group]) -> list[Stored]:
    """Return a stored body that tells of the pages found, too.

    They come at the end of the chapter that still has the heading, or in a new chapter at
    the end; everything that stood there stands unchanged and in its order.
    """
    new = left_to_tell(body, found)
    drawn = []
    for block in body:
        if block["type"] == "chapter":
            heading = (block["value"].get("heading") or "").strip()
            if group := next((each for each in new if each.heading == heading), None):
                new.remove(group)
                block = block | {"value": extended(block["value"], group.pages)}
        drawn.append(block)
    return [*drawn, *(chapter(group) for group in new)]


def extended(value: Stored, pages: Sequence[int]) -> Stored:
    lines = [
        item if "value" in item else {"type": "item", "value": item, "id": str(uuid.uuid4())}
        for item in value.get("pages") or ()
    ]
    return value | {"pages": [*lines, *map(line, pages)]}


def line(page: int) -> Stored:
    return {"type": "item", "value": {"page": page, "text": ""}, "id": str(uuid.uuid4())}


def chapter(group: Group) -> Stored:
    value = {"heading": group.heading, "introduction": "", "pages": [*map(line, group.pages)]}
    return {"type": "chapter", "value": value, "id": str(uuid.uuid4())}


def draw(
    report: ReportPage,
    chosen: Collection[int] | None = None,
    user: AbstractBaseUser | None = None,
) -> int:
    """Add pages of the year to the latest draft of a report, and return how many are new.

    `chosen` keeps those of some ids. Nothing is saved where nothing is new; who draws waits
    for another at the same report, so that asking twice doubles nothing.
    """
    with tracking():
        Page.objects.select_for_update().get(pk=report.pk)
        draft = report.get_latest_revision_as_object()
        body = stored_body(draft)
        rows = [row for row in rows_of_year(draft) if chosen is None or row.pk in chosen]
        new = left_to_tell(body, grouped(rows))
        if new:
            authoring.update(report, {"body": json.dumps(with_chapters(body, new))}, user=user)
    return sum(len(group.pages) for group in new)


def stored_body(report: ReportPage) -> list[Stored]:
    """Return the body of a report as the database holds it."""
    return json.loads(json.dumps(list(report.body.raw_data), cls=DjangoJSONEncoder))
