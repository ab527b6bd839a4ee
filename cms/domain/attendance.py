"""Who came to the sessions of a cycle: how many officials and staff of each member."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import F
from wagtail.models import Page

from cms.domain.directory import dated, is_on
from cms.listing.stems import fold
from cms.models.alliance import Alliance
from cms.models.session import SessionPage
from cms.models.session_rows import SessionAttendance


class Count(NamedTuple):
    """How many officials and staff came."""

    officials: int = 0
    staff: int = 0


@dataclass
class Tally:
    """The counts of members at sessions, both by their keys; who has none stayed away."""

    sessions: list[SessionPage]
    names: dict[int, str] = field(default_factory=dict)
    counts: dict[tuple[int, int], Count] = field(default_factory=dict)

    def lines(self) -> list[tuple[str, list[Count]]]:
        """Return each member, by name, with its count at each session and in all."""
        members = sorted(self.names, key=lambda member: fold(self.names[member]))
        return [(self.names[member], self._counts_of({member})) for member in members]

    def totals(self) -> list[Count]:
        """Return the count of all members at each session and in all."""
        return self._counts_of(set(self.names))

    def _counts_of(self, members: set[int]) -> list[Count]:
        at_each = [
            total(self.counts.get((member, session.pk), Count()) for member in members)
            for session in self.sessions
        ]
        return [*at_each, total(at_each)]


def total(counts: Iterable[Count]) -> Count:
    counts = list(counts)
    return Count(sum(each.officials for each in counts), sum(each.staff for each in counts))


def tally(cycle: Page) -> Tally:
    """Return who came to the sessions of a cycle, in a few queries whatever their number.

    The alliance's members on the day of a session are told of, those who stayed away too.
    """
    sessions = SessionPage.objects.child_of(cycle).order_by(F("date").asc(nulls_last=True), "path")
    found = Tally(list(sessions.only("title", "draft_title", "date", "path")))
    days = [session.date for session in found.sessions if session.date]
    alliance = alliance_of(cycle)
    for membership in alliance.memberships.select_related("organisation") if alliance else ():
        if any(is_on(day, dated(membership)) for day in days):
            found.names[membership.organisation_id] = membership.organisation.name
    rows = SessionAttendance.objects.filter(page__in=found.sessions)
    for row in rows.select_related("organisation"):
        found.names[row.organisation_id] = row.organisation.name
        found.counts[row.organisation_id, row.page_id] = Count(row.officials, row.staff)
    return found


def alliance_of(page: Page) -> Alliance | None:
    """Return the alliance of the site that a page stands in."""
    return Alliance.objects.filter(site=page.get_site()).select_related("organisation").first()
