"""What the public may see, worked out page by page as Wagtail does, without the listing.

Nothing of `cms` is imported: a mistake shared by the code and its proof would prove itself.
The walk asks Wagtail about each page alone; what is served is read over HTTP, what is
stored in SQL.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

PARIS = ZoneInfo("Europe/Paris")
Address = tuple[int, str]


@dataclass(frozen=True)
class Seen:
    """What an anonymous visitor may know of one page."""

    uid: str
    locale: str
    path: str
    type: str
    title: str
    description: str
    effective: datetime.date
    topics: frozenset[str]
    tags: frozenset[str]
    territories: frozenset[str]
    years: frozenset[int]
    member: str
    source: str
    picture: str
    """The alternative text of its picture, the picture's credit and its width."""


def public_pages() -> dict[int, tuple[int, Page]]:
    """Return (site, page) of every page of ours that an anonymous visitor may read, by key."""
    found = {}
    Site.clear_site_root_paths_cache()
    for page in Page.objects.filter(live=True).order_by("path").specific():
        ours = hasattr(page, "portal_type")
        expired = page.expire_at and page.expire_at <= timezone.now()
        if not ours or expired or page.get_view_restrictions().exists():
            continue
        if parts := page.get_url_parts():
            found[page.pk] = (parts[0], page)
    return found


def public_addresses() -> dict[int, Address]:
    """Return (site, path) of every page of ours that an anonymous visitor may read."""
    return addresses(public_pages())


def addresses(pages: dict[int, tuple[int, Page]]) -> dict[int, Address]:
    return {pk: (site, path_of(page)) for pk, (site, page) in pages.items()}


def path_of(page: Page) -> str:
    return f"/{page.get_url_parts()[2].strip('/')}"


def walk(pages: dict[int, tuple[int, Page]]) -> dict[int, dict[str, Seen]]:
    """Return what a visitor may see of each site, by path."""
    found: dict[int, dict[str, Seen]] = {pk: {} for pk in Site.objects.values_list("pk", flat=True)}
    for site, page in pages.values():
        found[site][path_of(page)] = seen(page)
    return found


def seen(page: Page) -> Seen:
    """Read a page's own fields, its links and its neighbours, each by a query of its own."""
    language = page.locale.language_code
    first = page.first_published_at or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    start, end = getattr(page, "start_year", None), getattr(page, "end_year", None)
    years = range(start, (end or start) + 1) if start else ()
    if not start and page.effective:
        years = (page.effective.year,)
    provenance = getattr(page, "provenance", None)
    return Seen(
        uid=uuid.uuid5(page.translation_key, language).hex,
        locale=language,
        path=path_of(page),
        type=page.portal_type,
        title=page.title,
        description=page.summary,
        effective=page.effective or first.astimezone(PARIS).date(),
        topics=frozenset(t.slug for t in page.topics.all()) if hasattr(page, "topics") else NONE,
        tags=frozenset(page.tags.names()) if hasattr(page, "tags") else NONE,
        territories=frozenset(link.territory.slug for link in page.page_territories.all()),
        years=frozenset(years),
        member=member_of(page),
        source=provenance.original_url if provenance else "",
        picture=picture_text(page.image_alt, page.image.credit, page.image.width)
        if getattr(page, "image", None)
        else "",
    )


NONE: frozenset[Any] = frozenset()


def member_of(page: Page) -> str:
    """Return the member in whose folder a page lies, or whose folder it is."""
    for folder in (page, page.get_parent().specific):
        if hasattr(folder, "organisation"):
            return folder.organisation.name if folder.organisation else folder.title
    return ""


def picture_text(alt: str, credit: str, width: int) -> str:
    return f"{alt} / {credit} / {width}"


def search(site: Site, **asked: Any) -> dict[str, Any]:
    """Return the answer of the API's search to an anonymous client."""
    question = {"b_size": 5000, "metadata_fields": "_all", "sort_on": "path"} | asked
    response = Client().get("/++api++/@search", question, headers={"host": site.hostname})
    assert response.status_code == 200, response.content
    return response.json()


def served(answer: dict[str, Any]) -> dict[str, Seen]:
    """Return what an answer of the search tells about pages, by path."""
    return {item["getPath"]: seen_in(item) for item in answer["items"]}


def seen_in(item: dict[str, Any]) -> Seen:
    assert unquote(urlsplit(item["@id"]).path).rstrip("/") == item["getPath"].rstrip("/")
    pictures = (item["image_scales"] or {}).get("image", [])
    return Seen(
        uid=item["UID"],
        locale=item["Language"],
        path=item["getPath"],
        type=item["portal_type"],
        title=item["title"],
        description=item["description"],
        effective=datetime.datetime.fromisoformat(item["EffectiveDate"]).astimezone(PARIS).date(),
        topics=frozenset(topic["slug"] for topic in item["topics"]),
        tags=frozenset(item["Subject"]),
        territories=frozenset(place["slug"] for place in item["territories"]),
        years=frozenset(item["years"]),
        member=item["member"],
        source=(item["provenance"] or {}).get("original_url", ""),
        picture="".join(picture_text(p["alt"], p["credit"], p["width"]) for p in pictures),
    )


def facets(pages: dict[str, Seen]) -> dict[str, dict[str, int]]:
    """Count the values of pages by hand. Not territories, which count for those around them."""
    counts: dict[str, dict[str, int]] = {}
    for name, values in (
        ("topic", [page.topics for page in pages.values()]),
        ("tag", [page.tags for page in pages.values()]),
        ("year", [{str(year) for year in page.years} for page in pages.values()]),
        ("type", [{page.type} for page in pages.values()]),
    ):
        every = [value for found in values for value in found]
        counts[name] = {value: every.count(value) for value in set(every)}
    return counts


def listed_addresses() -> dict[int, Address]:
    """Return what the listing's table holds, read in SQL: no code of ours leaves rows out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_id, site_id, path FROM passeur_cms_listingrow")
        return {pk: (site, path) for pk, site, path in cursor.fetchall()}


def tombstones() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT path FROM passeur_cms_tombstone")
        return {path for (path,) in cursor.fetchall()}
