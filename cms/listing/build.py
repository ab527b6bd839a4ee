"""Build listing rows from pages: the only place that knows how a page becomes a row."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from cms.blocks.references import picture_ids, references_of
from cms.blocks.targets import Targets, read_targets
from cms.domain.paris import PARIS
from cms.domain.reminders import more_soon
from cms.domain.territories import ancestors
from cms.listing.address import Address
from cms.listing.document import brief_picture, document
from cms.listing.fragments import text_of
from cms.listing.leads import followed
from cms.listing.pictures import picture_value
from cms.listing.row import ListingRow, ListingTerm
from cms.listing.stems import stems, words
from cms.listing.summary import summary
from cms.models.base import BasePage
from cms.models.member_folder import MemberFolder
from cms.models.provenance import Provenance
from cms.models.tag import PageTag
from cms.models.territory import PageTerritory, Territory
from cms.models.topic import Topic

# For a page that a host made live without publishing it: any date would be invented, and
# one that moved with the clock would make the row look outdated for ever.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
Term = tuple[str, str]
# Grows with every change of what is written into a row, whatever the page: the tick then
# rebuilds the rows that an earlier version of the code has written.
SHAPE = 9


@dataclass
class Context:
    """What many pages need, read once for all of them."""

    topics: dict[int, list[Topic]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    territories: dict[int, list[Territory]] = field(default_factory=lambda: defaultdict(list))
    ancestors: dict[int, set[Territory]] = field(default_factory=dict)
    provenance: dict[int, Provenance] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    targets: Targets | None = None


def read_context(pages: list[BasePage]) -> Context:
    """Read topics, tags, territories, provenance and members of pages in a few queries."""
    context = Context()
    ids = [page.pk for page in pages]
    for model in {type(page) for page in pages if hasattr(page, "topics")}:
        links = model.topics.through.objects.filter(**{f"{model._meta.model_name}__in": ids})
        for link in links.select_related("topic").order_by("topic__title"):
            context.topics[getattr(link, f"{model._meta.model_name}_id")].append(link.topic)
    for tagged in PageTag.objects.filter(content_object__in=ids).select_related("tag"):
        context.tags[tagged.content_object_id].append(tagged.tag.name)
    for link in PageTerritory.objects.filter(page__in=ids).select_related("territory"):
        context.territories[link.page_id].append(link.territory)
    everywhere = {place for places in context.territories.values() for place in places}
    beyond = {place for page in pages for place in page.listing_places()}
    context.ancestors = ancestors(everywhere | beyond)
    context.provenance = Provenance.objects.in_bulk(ids, field_name="page_id")
    folder_paths = {page.path[: -page.steplen] for page in pages} | {page.path for page in pages}
    context.members = {
        folder.path: folder.organisation.name if folder.organisation else folder.title
        for folder in MemberFolder.objects.filter(path__in=folder_paths).select_related(
            "organisation"
        )
    }
    context.targets = read_targets(pages)
    return context


def build_row(page: BasePage, address: Address, context: Context) -> tuple[ListingRow, set[Term]]:
    """Return the row of one page and its terms, unsaved."""
    topics = context.topics[page.pk]
    territories = context.territories[page.pk]
    tags = sorted(context.tags[page.pk])
    years = page.listing_years()
    picture = page.listing_image()
    lon, lat = page.listing_position() or position_of(territories)
    row = ListingRow(
        page_id=page.pk,
        site_id=address.site_id,
        locale=address.locale,
        path=address.path,
        url_path=page.url_path,
        tree_path=page.path,
        depth=page.depth,
        uid=uuid.uuid5(page.translation_key, address.locale),
        type=page.portal_type,
        type_label=page.type_label,
        title=page.title,
        description=page.summary,
        member=member_of(page, context),
        topics=[{"slug": t.slug, "title": t.title, "colour": t.colour} for t in topics],
        tags=tags,
        territories=[
            {"slug": t.slug, "name": t.name, "level": t.level, "code": t.code} for t in territories
        ],
        years=years,
        created=page.first_published_at or NEVER,
        modified=page.last_published_at or NEVER,
        published_at=page.last_published_at,
        effective=effective_date(page),
        expires_at=page.expire_at,
        in_menu=page.show_in_menus,
        lon=lon,
        lat=lat,
        image_id=picture[0].pk if picture else None,
        image=picture_value(*picture) if picture else None,
        provenance=provenance_value(context.provenance.get(page.pk)),
        fields=followed(page.listing_fields(), page, context.targets)
        | {"more_soon": more_soon(page)},
        title_stems=two_lines(stems(page.title), words(page.title)),
        shape=SHAPE,
    )
    row.picture_ids = picture_ids(page)
    describe(row, page, context)
    text = " ".join(words_of(page, row, topics))
    row.text_stems = two_lines(stems(text), words(f"{page.title} {text}"))
    row.etag = etag_of(row)
    places = [*territories, *page.listing_places()]
    return row, {*terms_of(row, context.ancestors, places), *links_of(row, page)}


def describe(row: ListingRow, page: BasePage, context: Context) -> None:
    """Write into a row what the API says of its page."""
    row.brief = text_of(summary(row, brief_picture(row, page)))
    row.document = text_of(document(row, page, context.targets))


def position_of(territories: list[Territory]) -> tuple[float | None, float | None]:
    return (territories[0].lon, territories[0].lat) if territories else (None, None)


def two_lines(*lines: list[str]) -> str:
    """Return words, each once on its line and between spaces, so that one can be looked for."""
    return " \n ".join(" ".join(dict.fromkeys(line)) for line in lines)


def member_of(page: BasePage, context: Context) -> str:
    return context.members.get(page.path) or context.members.get(page.path[: -page.steplen], "")


def effective_date(page: BasePage) -> datetime.date:
    """Return the day that decides the page's quarter: its own, else its first publication's.

    In Europe/Paris: a page published on 31 December at 23:30 UTC belongs to January.
    """
    if day := page.listing_effective():
        return day
    return (page.first_published_at or NEVER).astimezone(PARIS).date()


def words_of(page: BasePage, row: ListingRow, topics: list[Topic]) -> Iterable[str]:
    """Yield the texts beyond the title that find a page; a topic's synonyms are among them."""
    yield page.summary
    yield page.listing_text()
    yield from row.fields["more_soon"]
    yield row.member
    yield from row.tags
    for territory in row.territories:
        yield territory["name"]
    for topic in topics:
        yield f"{topic.title} {topic.synonyms}"


def terms_of(
    row: ListingRow, containers: dict[int, set[Territory]], territories: list[Territory]
) -> Iterable[Term]:
    """Yield the facet values of a row; a page about a commune is also found by its EPCI."""
    yield ListingTerm.Index.TYPE.value, row.type
    for topic in row.topics:
        yield ListingTerm.Index.TOPIC.value, topic["slug"]
    for tag in row.tags:
        yield ListingTerm.Index.TAG.value, tag
    for year in row.years:
        yield ListingTerm.Index.YEAR.value, str(year)
    for territory in territories:
        for place in {territory, *containers.get(territory.pk, set())}:
            yield ListingTerm.Index.TERRITORY.value, place.slug


def links_of(row: ListingRow, page: BasePage) -> Iterable[Term]:
    """Yield the pages, pictures and files that the row says something of."""
    for page_id in references_of(page).pages:
        yield ListingTerm.Index.REFERENCE.value, str(page_id)
    for image_id in {row.image_id, *row.picture_ids} - {None}:
        yield ListingTerm.Index.PICTURE.value, str(image_id)
    for file in page.listing_files():
        yield ListingTerm.Index.FILE.value, str(file.pk)


def provenance_value(provenance: Provenance | None) -> dict[str, Any] | None:
    if provenance is None:
        return None
    return {
        "source": provenance.source_name,
        "source_url": provenance.source_url,
        "original_url": provenance.original_url,
        "external_id": provenance.external_id,
        "licence": provenance.licence,
        "licence_url": provenance.licence_url,
        "last_seen": provenance.last_seen_at.isoformat() if provenance.last_seen_at else None,
    }


def etag_of(row: ListingRow) -> str:
    """Return a fingerprint of everything the row says."""
    values = {
        f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "etag"
    }
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
