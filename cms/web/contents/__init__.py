"""What each type of page is given besides the frame that all share."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from wagtail.models import Page

from cms.blocks.parts import arranged, streams_of
from cms.domain.reminders import more_soon
from cms.listing.pictures import picture_value
from cms.models.territory import Territory
from cms.web.body import blocks_of
from cms.web.contents.agenda import agenda
from cms.web.contents.cycle import cycle
from cms.web.contents.decision import decision
from cms.web.contents.directory import directory
from cms.web.contents.home import home
from cms.web.contents.index import index
from cms.web.contents.initiative import initiative
from cms.web.contents.kinds import Contents, Filler
from cms.web.contents.news import news
from cms.web.contents.programme import programme
from cms.web.contents.report import report
from cms.web.contents.resource import resource
from cms.web.contents.roadmap import roadmap
from cms.web.contents.roadmap_version import roadmap_version
from cms.web.contents.session import session
from cms.web.contents.video import video
from cms.web.contents.video_series import video_series
from cms.web.context import site_context, site_of
from cms.web.covers import cover_of, hue_of
from cms.web.navigation import breadcrumbs
from cms.web.pictures import picture_of
from cms.web.play_mark import mark_of
from cms.web.userbar import userbar
from themes.registry import Pack

# By the name of the template.
FILLERS: dict[str, Filler] = {
    "agenda": agenda,
    "home": home,
    "index": index,
    "member": index,
    "initiative": initiative,
    "cycle": cycle,
    "programme": programme,
    "decision": decision,
    "directory": directory,
    "news": news,
    "report": report,
    "resource": resource,
    "roadmap": roadmap,
    "roadmap_version": roadmap_version,
    "session": session,
    "video": video,
    "video_series": video_series,
}


def page_context(page: Page, request: HttpRequest) -> Contents:
    """Return the whole context of a page of ours: frame, texts, and what its type adds."""
    site = site_of(request)
    frame = site_context(request)
    pack: Pack = frame["pack"]
    path = urlsplit(page.get_url(request) or "/").path
    context = {
        **frame,
        "title": page.title,
        "summary": page.summary,
        "description": page.search_description or page.summary,
        "canonical": f"{site.root_url}{path}",
        "breadcrumbs": breadcrumbs(site, page),
        "body": blocks_of(arranged(*streams_of(page)), pack),
        "more_soon": more_soon(page),
        "userbar": userbar(request, page),
        **subject(page, pack),
    }
    large = context["picture"].url if context["picture"] else context["cover"].large
    context["social_image"] = f"{site.root_url}{large}"
    if more := FILLERS.get(page.web_template):
        context |= more(page, request, site, pack, path)
    return context


def subject(page: Page, pack: Pack) -> Contents:
    """Return what a page is about, and the picture or drawn cover that stands for it."""
    topics = [
        {"slug": topic.slug, "title": topic.title, "colour": topic.colour}
        for topic in (page.topics.all() if hasattr(page, "topics") else ())
    ]
    territories = territories_of(page)
    picture = page.listing_image()
    kind, episode = page.portal_type, getattr(page, "episode", None)
    return {
        "topics": topics,
        "territories": territories,
        "hue": hue_of(topics, pack),
        "picture": picture_of(picture_value(*picture), mark_of(kind, pack)) if picture else None,
        "cover": cover_of(pack, kind, topics, territories, episode),
    }


def territories_of(page: Page) -> list[dict[str, Any]]:
    if not hasattr(page, "territories"):
        return []
    ids = [link.territory_id for link in page.page_territories.all()]
    places = Territory.objects.defer("outline").in_bulk(ids)
    return [
        {"slug": place.slug, "name": place.name, "level": place.get_level_display()}
        for place in (places[pk] for pk in ids)
    ]
