"""The sessions of a cycle as its page shows them, from rows of the listing."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from wagtail.models import Site

from cms.domain.sessions import is_over
from cms.listing.row import ListingRow
from cms.web.moments import moment_text
from cms.web.navigation import url_of


class Meeting(NamedTuple):
    """One session in a list; `first` and `last` are its days, `when` says them to people."""

    title: str
    url: str
    kind: str
    when: str
    place: str
    first: datetime.date | None
    last: datetime.date | None


def meetings_of(cycle_id: int, site: Site) -> list[Meeting]:
    """Return the sessions of a cycle in one query, in the order of the tree."""
    rows = ListingRow.objects.of(site).filter(parent_id=cycle_id, type="Session")
    return [meeting_of(row) for row in rows.order_by("tree_path").only("title", "path", "fields")]


def meeting_of(row: ListingRow) -> Meeting:
    fields = row.fields
    return Meeting(
        title=row.title,
        url=url_of(row),
        kind=fields["kind"]["title"] if fields["kind"] else "",
        when=when_text(fields),
        place=fields["place"],
        first=day(fields["date"]),
        last=day(fields["last_day"]),
    )


def when_text(fields: dict[str, Any]) -> str:
    """Say when a session is, from the fields of its row; nothing where no day is known."""
    first = day(fields["date"])
    if first is None:
        return ""
    return moment_text(first, day(fields["last_day"]), hour(fields["starts"]), hour(fields["ends"]))


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def hour(text: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(text) if text else None


def upcoming(meetings: list[Meeting], today: datetime.date) -> list[Meeting]:
    """Return those to come, the next one first; one without a day is last."""
    coming = [each for each in meetings if not is_over(each.first, each.last, today)]
    return sorted(coming, key=lambda each: each.first or datetime.date.max)


def past(meetings: list[Meeting], today: datetime.date) -> list[Meeting]:
    """Return those that are over, the latest first."""
    over = [each for each in meetings if is_over(each.first, each.last, today)]
    return sorted(over, key=lambda each: each.first, reverse=True)
