"""What the page of a piece of news shows."""

from __future__ import annotations

import datetime

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from cms.domain.paris import PARIS
from cms.listing.build import provenance_value
from cms.models.provenance import Provenance
from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from cms.web.moments import day_text
from themes.registry import Pack


def news(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    day = day_of(page)
    return {
        "day": day,
        "day_text": day_text(day) if day else "",
        "provenance": provenance_value(Provenance.objects.filter(page_id=page.pk).first()),
        "related": related(page, site, pack, types=("News Item",)),
    }


def day_of(page: Page) -> datetime.date | None:
    """Return the day that is shown; a draft that was never online may have none yet."""
    first = page.first_published_at
    return page.effective or (timezone.localdate(first, PARIS) if first else None)
