"""The content of an issue, read once, from which HTML, text and memory are made.

Everything here is plain text or cleaned HTML: what comes from pages is data to show and
never part of a template.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from cms.domain.sanitise import rich_text
from cms.listing.row import ListingRow
from cms.models import Territory
from cms.web.context import pack_of_site
from cms.web.covers import hue_of, member_outlines
from cms.web.play_mark import FILMS
from newsletter.domain.period import Quarter
from newsletter.models import Edition, IssuePage, SeriesPage
from themes.registry import Pack


@dataclass(frozen=True)
class Picture:
    """Something to be seen: an image of the site, or a cover drawn from an outline."""

    alt: str
    image: Any = None
    outline: tuple = ()
    hue: str = ""
    decorative: bool = False
    is_poster: bool = False
    episode: int | None = None


@dataclass(frozen=True)
class Shown:
    """One page as the letter shows it."""

    page_id: int
    uid: UUID
    title: str
    chapo: str
    member: str
    url: str
    fictional: bool
    picture: Picture


@dataclass(frozen=True)
class Section:
    """One block of the letter: `name` is the block's name, `label` what staff call it."""

    name: str
    label: str
    shown: Shown | None = None
    pages: tuple[Shown, ...] = ()
    figure: str = ""
    caption: str = ""
    html: str = ""
    picture: Picture | None = None
    missing: int = 0
    """How many of its pages are not public (any more)."""

    def all_shown(self) -> tuple[Shown, ...]:
        return (self.shown, *self.pages) if self.shown else self.pages


@dataclass(frozen=True)
class Letter:
    """A whole issue, ready to be rendered."""

    series: str
    number: int
    period: str
    topic: str
    hue: str
    subject: str
    preheader: str
    editorial: str
    sections: tuple[Section, ...]
    reason: str
    archive_url: str
    series_url: str
    site_url: str
    pack: Pack

    def shown(self) -> Iterator[tuple[str, Shown]]:
        """Yield every page shown, with the name of its section."""
        for section in self.sections:
            for each in section.all_shown():
                yield section.name, each


def absolute(path: str) -> str:
    """Return the absolute address of a path of the site, as mail needs it."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def read(issue: IssuePage, edition: Edition) -> Letter:
    """Read an issue, draft or not, into a letter: a fixed number of queries for any length."""
    series: SeriesPage = edition.series
    site = series.get_site()
    topic = edition.topic
    pack = pack_of_site(site)
    pages = _Pages(issue, site, pack)
    return Letter(
        series=series.title,
        number=issue.number,
        period=Quarter.parse(edition.period).label,
        topic=topic.title,
        hue=topic.colour or topic.slug,
        subject=" ".join(issue.subject.split()),
        preheader=issue.preheader,
        editorial=clean(issue.editorial),
        sections=tuple(_section(block, pages) for block in issue.sections),
        reason=series.footer_reason,
        archive_url=absolute(issue.get_url_parts()[2]),
        series_url=absolute(series.get_url_parts()[2]),
        site_url=absolute("/"),
        pack=pack,
    )


def clean(html: str) -> str:
    """Return rich text for a letter: absolute links and nothing that runs or loads."""
    return rich_text(expand_db_html(html), absolute("/")) if html.strip() else ""


class _Pages:
    """The pages an issue names, read together."""

    def __init__(self, issue: IssuePage, site: Site, pack: Pack) -> None:
        ids = {page.pk for block in issue.sections for page in named_pages(block) if page}
        self.site, self.pack = site, pack
        self.rows = ListingRow.objects.public().in_bulk(ids)
        self.images = get_image_model().objects.in_bulk(
            {row.image_id for row in self.rows.values() if row.image_id}
        )
        slugs = {place["slug"] for row in self.rows.values() for place in row.territories}
        self.outlines = dict(
            Territory.objects.filter(slug__in=slugs).values_list("slug", "outline")
        )

    def shown(self, page: Page | None, title: str = "", chapo: str = "") -> Shown | None:
        row = self.rows.get(page.pk) if page else None
        if row is None:
            return None
        return Shown(
            page_id=row.page_id,
            uid=row.uid,
            title=title.strip() or row.title,
            chapo=chapo.strip() or row.description,
            member=row.member,
            url=absolute(reverse("wagtail_serve", args=[f"{row.path.strip('/')}/"])),
            fictional=bool(row.fields.get("is_fictional")),
            picture=self._picture(row),
        )

    def _picture(self, row: ListingRow) -> Picture:
        is_poster = row.type in FILMS
        if image := self.images.get(row.image_id):
            alt = (row.image or {}).get("alt", "")
            return Picture(alt=alt, image=image, is_poster=is_poster)
        return Picture(
            alt="",
            outline=self._outline(row),
            hue=hue_of(row.topics, self.pack),
            decorative=True,
            is_poster=is_poster,
            episode=row.fields.get("episode"),
        )

    def _outline(self, row: ListingRow) -> tuple:
        """Return the outline of the site's own cover of a page: its first territory's."""
        if row.territories:
            return tuple(self.outlines.get(row.territories[0]["slug"]) or ())
        return self.alliance

    @cached_property
    def alliance(self) -> tuple:
        return tuple(polygon for _, outline in member_outlines(self.site) for polygon in outline)


def named_pages(block: Any) -> list[Any]:
    """Return the pages a block names; None stands for one that was deleted."""
    if block.block_type in ("lead", "initiative"):
        return [block.value["page"]]
    return list(block.value["pages"]) if block.block_type == "elsewhere" else []


def _section(block: Any, pages: _Pages) -> Section:
    value, label = block.value, str(block.block.label)
    match block.block_type:
        case "lead" | "initiative" as name:
            shown = pages.shown(value["page"], value["title"] or "", value["chapo"] or "")
            return Section(name, label, shown=shown, missing=int(shown is None))
        case "elsewhere":
            found = [pages.shown(page) for page in value["pages"]]
            kept = tuple(shown for shown in found if shown)
            return Section("elsewhere", label, pages=kept, missing=len(found) - len(kept))
        case "key_figure":
            return Section("key_figure", label, figure=value["value"], caption=value["label"])
        case "text":
            return Section("text", label, html=clean(value.source))
        case "image":
            image = value["image"]
            picture = image and Picture(
                alt=image.contextual_alt_text or "", image=image, decorative=bool(image.decorative)
            )
            return Section("image", label, caption=value["caption"] or "", picture=picture)
    raise LookupError(f"no section is named {block.block_type}")
