"""Plan the next meetings of a group: drafts after the pattern of one of its sessions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models.session import SessionPage
from cms.web.moments import day_text

# What the meetings of a group share; what is said of each is its own.
SHARED = ("kind", "starts", "ends", "place", "online_url")


def taken(session: SessionPage, days: Iterable[datetime.date]) -> set[datetime.date]:
    """Return those of some days on which the cycle has a session of the same kind already."""
    beside = SessionPage.objects.child_of(session.get_parent()).filter(kind=session.kind)
    return set(beside.filter(date__in=days).values_list("date", flat=True))


def plan(
    session: SessionPage, days: Iterable[datetime.date], user: AbstractBaseUser | None = None
) -> list[SessionPage]:
    """Make a draft for each day that is not taken, and return them.

    Twice the same question doubles nothing: one who plans waits for another at the same cycle.
    """
    with tracking():
        cycle = Page.objects.select_for_update().get(path=session.path[: -session.steplen])
        free = sorted(set(days) - taken(session, days))
        return [authoring.create(cycle, meeting(session, day), user=user) for day in free]


def meeting(session: SessionPage, day: datetime.date) -> SessionPage:
    """Return an unsaved session on another day, with the day in its title."""
    page = SessionPage(title=title_on(session, day), date=day)
    for name in SHARED:
        setattr(page, name, getattr(session, name))
    if session.last_day and session.date:
        page.last_day = day + (session.last_day - session.date)
    page.topics, page.territories = session.topics.all(), session.territories
    page.tags.set(session.tags.names())
    return page


def title_on(session: SessionPage, day: datetime.date) -> str:
    """Write « Groupe de travail, 21 mars 2024 »; the session's own day is taken off its title."""
    own = f", {day_text(session.date)}" if session.date else ""
    ending = f", {day_text(day)}"
    return session.title.removesuffix(own)[: 255 - len(ending)] + ending
