"""Sessions in the lists of a cycle and of the agenda, from rows of the listing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.formats import date_format
from wagtail.models import Site

from cms.domain.sessions import is_over
from cms.listing.row import ListingRow, ListingRowQuerySet
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


class Month(NamedTuple):
    """The sessions of one month, or those without a day; `name` is for addresses."""

    name: str
    title: str
    sessions: list[Meeting]


def meetings_of(cycle_id: int, site: Site) -> list[Meeting]:
    """Return the sessions of a cycle in one query, in the order of the tree."""
    return _meetings(_rows(site).filter(parent_id=cycle_id))


def meetings_to_come(today: datetime.date, site: Site) -> list[Meeting]:
    """Return all sessions of a site that are not over, the next one first."""
    return upcoming(_meetings(_rows(site).filter(_not_over(today))), today)


def latest_meetings(today: datetime.date, site: Site, most: int) -> list[Meeting]:
    """Return the sessions of a site that were over last, the latest first."""
    rows = _rows(site).exclude(_not_over(today)).order_by("-fields__date", "tree_path")
    return _meetings(rows[:most])


def _rows(site: Site) -> ListingRowQuerySet:
    rows = ListingRow.objects.of(site).filter(type="Session")
    return rows.order_by("tree_path").only("title", "path", "fields")


def _not_over(today: datetime.date) -> Q:
    """Return `not is_over` for rows.

    A day that is not told is null in JSON, which SQLite takes for the word "null", later
    than any day.
    """
    text = today.isoformat()
    goes_on = Q(fields__last_day__gte=text) & ~Q(fields__last_day=None)
    return Q(fields__date=None) | Q(fields__date__gte=text) | goes_on


def _meetings(rows: Iterable[ListingRow]) -> list[Meeting]:
    return [meeting_of(row) for row in rows]


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


def by_month(coming: list[Meeting], today: datetime.date) -> list[Month]:
    """Group the sessions to come, which are in their order, by month.

    One that began in an earlier month and still goes on is of this one.
    """

    def first_of_month(each: Meeting) -> datetime.date | None:
        return max(each.first, today).replace(day=1) if each.first else None

    return [
        Month(
            name=f"{month:%Y-%m}" if month else "sans-date",
            title=date_format(month, "F Y") if month else "Date à préciser",
            sessions=list(sessions),
        )
        for month, sessions in groupby(coming, key=first_of_month)
    ]
