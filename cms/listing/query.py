"""Ask the listing: the one way in which anything public is listed, found or counted."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat
from wagtail.models import Site
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from cms.listing.conditions import below
from cms.listing.row import ListingRow, ListingRowQuerySet, ListingTerm
from cms.listing.stems import Asked, asked
from cms.listing.tombstone import Tombstone

Index = ListingTerm.Index
MAX_WORDS = 16


@dataclass(frozen=True)
class Query:
    """What someone looks for. Values of one facet widen each other, facets narrow each other.

    `territories` are slugs and find pages about any place within; `types` are portal types;
    `under` is the path of a page: it and all below are looked at. Dates are half-open.
    `conditions` are further ones, from `cms.listing.conditions`.
    """

    text: str = ""
    topics: Sequence[str] = ()
    territories: Sequence[str] = ()
    tags: Sequence[str] = ()
    years: Sequence[str] = ()
    types: Sequence[str] = ()
    under: str = ""
    locale: str = ""
    effective_from: datetime.date | None = None
    effective_until: datetime.date | None = None
    conditions: tuple[Q, ...] = ()
    words: tuple[Asked, ...] = ()  # of the text, unless given

    def __post_init__(self) -> None:
        if self.text and not self.words:
            object.__setattr__(self, "words", tuple(asked(self.text)[:MAX_WORDS]))

    def also(self, condition: Q) -> Query:
        """Return the same query with one condition more."""
        return dataclasses.replace(self, conditions=(*self.conditions, condition))

    def without(self, index: str) -> Query:
        """Return the same query with one facet left open, to count its other values."""
        return dataclasses.replace(self, **{FACETS[index]: ()})


FACETS = {
    Index.TOPIC.value: "topics",
    Index.TERRITORY.value: "territories",
    Index.TAG.value: "tags",
    Index.YEAR.value: "years",
    Index.TYPE.value: "types",
}


def find(query: Query, site: Site | int, now: Any = None) -> ListingRowQuerySet:
    """Return the public rows of a site that answer a query.

    With words, all must be there and the pages with most of them in the title come first.
    `mobil*` is any word that begins so, and any that `mobil` would find.
    Otherwise, and among equals, the newest by `effective` come first.
    """
    if query.words:
        rows = by_words(query.words)
    elif query.text.strip():
        rows = ListingRow.objects.none()
    else:
        rows = ListingRow.objects.order_by("-effective", "tree_path")
    rows = rows.of(site, now)
    for index, attribute in FACETS.items():
        if values := getattr(query, attribute):
            terms = ListingTerm.objects.filter(index=index, value__in=map(storable, values))
            rows = rows.filter(pk__in=terms.values("row"))
    if under := storable(query.under.rstrip("/")):
        rows = rows.filter(below(under))
    if query.locale:
        rows = rows.filter(locale=query.locale)
    if query.effective_from:
        rows = rows.filter(effective__gte=query.effective_from)
    if query.effective_until:
        rows = rows.filter(effective__lt=query.effective_until)
    return rows.filter(*query.conditions)


def storable(text: str) -> str:
    """Return a text that a database takes, which no value of ours equals if it was none.

    PostgreSQL refuses NUL, every engine half a character: JSON can say `\\ud800`.
    """
    return text.encode(errors="replace").decode().replace("\0", "\ufffd")


def by_words(words: Sequence[Asked]) -> ListingRowQuerySet:
    """Return the rows that hold all words, those with most of them in the title first.

    The engine tells which rows match; the order is ours. Engines rank differently, and
    SQLite's runs the search again for every row to sort (0.8 s for 1,000 rows, 40 ms this way).
    """
    rows = ListingRow.objects.annotate(
        title_words=Concat(Value(" "), "title_stems", Value(" "), output_field=TextField())
    )
    if whole := [word.stem for word in words if not word.beginning]:
        rows = rows.filter(pk__in=matching(get_search_backend().search, " ".join(whole)))
    for word in words:
        if word.beginning:
            rows = rows.filter(
                Q(pk__in=matching(get_search_backend().search, word.stem))
                | Q(pk__in=matching(get_search_backend().autocomplete, word.beginning))
            )
    in_title = [Case(When(title_holds(word), then=1), default=0) for word in words]
    return rows.order_by(functools.reduce(operator.add, in_title).desc(), "-effective", "tree_path")


def matching(search: Callable[..., Any], text: str) -> QuerySet:
    """Return the keys of the rows that hold all words of a text, for the engine."""
    results = search(PlainText(text, operator="and"), ListingRow, order_by_relevance=False)
    return results.get_queryset().values("pk")


def title_holds(word: Asked) -> Q:
    held = Q(title_words__contains=f" {word.stem} ")
    return held | Q(title_words__contains=f" {word.beginning}") if word.beginning else held


def row_at(site: Site | int, path: str) -> ListingRow | None:
    """Return the public row at a path below a site's root, with or without a final slash."""
    return ListingRow.objects.of(site).filter(path=storable(f"/{path.strip('/')}")).first()


def stands(site: Site | int, path: str) -> bool:
    """Tell whether the public finds something at a path.

    At a site's root it does, even where that is a page of the host project, of which no
    row tells.
    """
    return path == "/" or ListingRow.objects.of(site).filter(path=storable(path)).exists()


def tombstone_at(site: Site | int, path: str) -> Tombstone | None:
    """Return the trace of a page that stood at a path and is no longer there."""
    return Tombstone.objects.filter(site=site, path=storable(f"/{path.strip('/')}")).first()


def row_of_tombstone(tombstone: Tombstone) -> ListingRow | None:
    """Return where the page of a tombstone is now, if it has moved and not gone."""
    return (
        ListingRow.objects.all().public().filter(site=tombstone.site_id, uid=tombstone.uid).first()
    )
