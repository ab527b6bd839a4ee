"""What the page of a cycle shows."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from themes.registry import Pack


def cycle(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    return {
        "years": years_text(page.start_year, page.end_year),
        "related": related(page, site, pack, types=("Initiative",), most=6),
    }
