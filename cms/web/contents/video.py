"""What the page of a video shows, and how it is played."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.videos import Provider, Video, clock, player_at, watch_at
from cms.listing.row import ListingRow
from cms.models.video_rows import VideoCaption
from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from cms.web.episodes import beside, duration_text, episodes_of
from cms.web.navigation import Link, url_of
from themes.registry import Pack


def video(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    found = page.video(getattr(settings, "PASSEUR_VIDEO_HOSTS", ()))
    above = ListingRow.objects.of(site).filter(
        tree_path=page.path[: -page.steplen], type="VideoSeries"
    )
    series = above.only("title", "path").first()
    episodes = episodes_of(series.pk, site) if series else []
    previous, following = beside(page.pk, episodes)
    return {
        "series": Link(series.title, url_of(series)) if series else None,
        "previous": previous,
        "following": following,
        "episode": page.episode,
        "length": duration_text(page.minutes) if page.minutes else "",
        "transcript": page.transcript,
        "address": found.address,
        "provider": found.provider_name,
        "player": found.player,
        "is_file": found.provider is Provider.FILE,
        "captions": [track(line) for line in page.captions.select_related("document")],
        "chapters": [chapter(line, found) for line in page.chapters.all()],
        "related": related(page, site, pack, types=("Video",)),
    }


def track(caption: VideoCaption) -> dict[str, str]:
    return {
        "language": caption.language,
        "label": caption.get_language_display().capitalize(),
        "url": caption.document.url,
    }


def chapter(line: Any, found: Video) -> dict[str, str]:
    """Return a chapter with two addresses: where to watch from there, and our own player's."""
    return {
        "time": clock(line.seconds),
        "title": line.title,
        "url": watch_at(found, line.seconds),
        "player": player_at(found, line.seconds),
    }
