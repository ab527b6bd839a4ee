"""What a list page shows: its pages, and what to filter them by."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.listing.row import ListingRow
from cms.web.contents.kinds import Contents
from cms.web.navigation import Link, url_of
from cms.web.results import list_results
from themes.registry import Pack


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
