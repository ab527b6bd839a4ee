"""What the page of a series of videos shows: its episodes."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.web.cards import cards_of
from cms.web.contents.kinds import Contents
from cms.web.episodes import episodes_of, length_text
from themes.registry import Pack


def video_series(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    episodes = episodes_of(page.pk, site)
    return {"length": length_text(episodes), "episodes": cards_of(episodes, pack)}
