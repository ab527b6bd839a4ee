"""What the page of a cycle shows."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from cms.listing.summary import PARIS
from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from cms.web.sessions import meetings_of, past, upcoming
from themes.registry import Pack


def cycle(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    today, meetings = timezone.localdate(timezone=PARIS), meetings_of(page.pk, site)
    return {
        "years": years_text(page.start_year, page.end_year),
        "upcoming": upcoming(meetings, today),
        "past": past(meetings, today),
        "related": related(page, site, pack, types=("Initiative",), most=6),
    }
