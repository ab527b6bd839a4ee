"""What the page of a video shows."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from themes.registry import Pack


def video(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    return {
        "series": page.series,
        "episode": page.episode,
        "minutes": page.minutes,
        "transcript": page.transcript,
        "video_url": page.video_url,
        "provider": urlsplit(page.video_url).hostname or "",
        "related": related(page, site, pack, types=("Video",)),
    }
