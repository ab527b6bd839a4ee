"""What the agenda shows: the sessions to come by month, and the last ones."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.paris import day_in_paris
from cms.web.contents.kinds import Contents
from cms.web.sessions import by_month, latest_meetings, meetings_to_come
from themes.registry import Pack

# Earlier ones are found by a search: a page must not grow for ever.
MOST_PAST = 12


def agenda(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    today = day_in_paris()
    return {
        "months": by_month(meetings_to_come(today, site), today),
        "past": latest_meetings(today, site, MOST_PAST),
    }
