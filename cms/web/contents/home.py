"""What the home page shows: the alliance, what is new, where to go."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.listing.facets import facet_counts
from cms.listing.query import Query, find
from cms.listing.row import ListingRow
from cms.listing.stems import fold
from cms.models.topic import Topic
from cms.web.cards import cards_of
from cms.web.contents.kinds import Contents
from cms.web.navigation import Link, url_of
from cms.web.outlines import draw_alliance
from themes.registry import Pack


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
