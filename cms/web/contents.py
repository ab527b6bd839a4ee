"""What each type of page is given besides the frame that all share."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.formats import number_format
from wagtail.models import Page, Site

from cms.listing.build import provenance_value
from cms.listing.facets import facet_counts
from cms.listing.pictures import picture_value
from cms.listing.query import Query, find
from cms.listing.row import ListingRow
from cms.listing.stems import fold
from cms.models.provenance import Provenance
from cms.models.territory import Territory
from cms.models.topic import Topic
from cms.web.body import blocks_of
from cms.web.cards import cards_of, years_text
from cms.web.context import site_context, site_of
from cms.web.covers import cover_of, hue_of, poster_of
from cms.web.navigation import Link, breadcrumbs, url_of
from cms.web.outlines import draw_alliance
from cms.web.pictures import picture_of
from cms.web.results import list_results
from cms.web.userbar import userbar
from themes.registry import Pack

Contents = dict[str, Any]


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
        "body": blocks_of(page.body, pack) if hasattr(page, "body") else [],
        "userbar": userbar(request, page),
        **subject(page, pack),
    }
    large = context["picture"].url if context["picture"] else context["cover"].large
    context["social_image"] = f"{site.root_url}{large}"
    if more := CONTENTS.get(page.web_template):
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
    is_video = page.portal_type == "Video"
    return {
        "topics": topics,
        "territories": territories,
        "hue": hue_of(topics, pack),
        "picture": picture_of(picture_value(*picture)) if picture else None,
        "cover": poster_of(pack, topics, page.episode)
        if is_video
        else cover_of(pack, topics, territories),
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


def home(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    counts = facet_counts(Query(types=("Initiative",)), site)["topic"]
    folders = ListingRow.objects.of(site).filter(type="Folder").exclude(member="")
    return {
        "drawing": draw_alliance(site),
        "initiatives": cards_of(find(Query(types=("Initiative",)), site)[:6], pack),
        "cycles": cards_of(find(Query(types=("Cycle",)), site)[:3], pack),
        "videos": cards_of(find(Query(types=("Video",)), site)[:4], pack),
        "topic_counts": [
            {
                "title": topic.title,
                "slug": topic.slug,
                "hue": topic.colour,
                "count": counts[topic.slug],
            }
            for topic in sorted(Topic.objects.filter(slug__in=counts), key=lambda t: fold(t.title))
        ],
        "members": [Link(row.title, url_of(row)) for row in folders.order_by("title")],
    }


def index(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    facets = ("topic", "territory", "year")
    if page.listed_types != ("Initiative",):
        facets = ("topic", "year")
    results = list_results(
        request, site, pack, path=path, types=page.listed_types, facets=facets, under=path
    )
    contents: Contents = {"results": results}
    if page.web_template == "index" and page.listed_types == ("Initiative",):
        folders = ListingRow.objects.of(site).filter(parent_id=page.pk).order_by("title")
        contents["members"] = [Link(row.title, url_of(row)) for row in folders]
    return contents


def initiative(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    return {
        "is_fictional": page.is_fictional,
        "status": page.get_status_display(),
        "years": years_text(page.start_year, page.end_year),
        "contact": page.contact,
        "fundings": [
            {"funder": f.funder, "amount": euros(f.amount), "label": f.label}
            for f in page.fundings.all()
        ],
        "provenance": provenance_value(Provenance.objects.filter(page_id=page.pk).first()),
        "related": related(page, site, pack, types=("Initiative",)),
    }


def cycle(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    return {
        "years": years_text(page.start_year, page.end_year),
        "related": related(page, site, pack, types=("Initiative",), most=6),
    }


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


CONTENTS: dict[str, Callable[[Page, HttpRequest, Site, Pack, str], Contents]] = {
    "home": home,
    "index": index,
    "member": index,
    "initiative": initiative,
    "cycle": cycle,
    "video": video,
}


def related(
    page: Page, site: Site, pack: Pack, *, types: tuple[str, ...], most: int = 3
) -> list[Any]:
    """Return cards of other pages on the same topics; without topics there is no relation."""
    topics = tuple(topic.slug for topic in page.topics.all())
    if not topics:
        return []
    rows = find(Query(topics=topics, types=types), site).exclude(pk=page.pk)[:most]
    return cards_of(rows, pack)


def euros(amount: Decimal) -> str:
    """Write an amount in French, cents only where there are some."""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number_format(amount, places, force_grouping=True)}\u00a0€"
