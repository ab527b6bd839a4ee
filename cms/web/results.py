"""Lists: cards, facets with counts, filters to take away, pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Site

from cms.listing.facets import facet_counts
from cms.listing.query import find
from cms.listing.stems import fold
from cms.listing.sync import listed_models
from cms.models.territory import Territory
from cms.models.topic import Topic
from cms.web.cards import Card, cards_of
from cms.web.criteria import PAGE, PARAMETERS, Criteria
from themes.registry import Pack

PER_PAGE = 24
LEVELS = ("epci", "commune", "quartier", "departement", "region")
HEADINGS = {
    "type": "Type de contenu",
    "topic": "Thématique",
    "territory": "Territoire",
    "year": "Année",
}
NOT_SEARCHED = {"Folder", "Plone Site"}


class Value(NamedTuple):
    """One value of a facet, with how many pages choosing it gives."""

    value: str
    label: str
    count: int
    chosen: bool
    hue: str = ""


class Group(NamedTuple):
    """Values that go together: the communes, the intercommunalités."""

    label: str
    values: list[Value]


class Facet(NamedTuple):
    """A way to narrow a list; `parameter` is its name in the address."""

    index: str
    parameter: str
    label: str
    groups: list[Group]
    chosen: int


class Chip(NamedTuple):
    """A filter in force and the address of the same list without it."""

    label: str
    url: str


class PageLink(NamedTuple):
    """A page of the list; `number` is 0 where pages are left out."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Results:
    """Everything a list template shows."""

    path: str
    text: str
    total: int
    count_text: str
    cards: list[Card]
    facets: list[Facet]
    chips: list[Chip]
    reset_url: str
    pages: list[PageLink]
    previous_url: str
    next_url: str
    number: int


def searched_types() -> dict[str, str]:
    """Return the types that a search looks through, with what people call them."""
    labels = {model.portal_type: model.type_label for model in listed_models()}
    return {name: label for name, label in labels.items() if name not in NOT_SEARCHED}


def list_results(
    request: HttpRequest,
    site: Site,
    pack: Pack,
    *,
    path: str,
    types: tuple[str, ...],
    facets: tuple[str, ...] = ("topic", "territory", "year"),
    under: str = "",
) -> Results:
    """Answer the search that a request's address carries.

    Args:
        path: address of the list itself, to which filters are added.
        types: portal types that are listed.
        facets: the facets offered, in order.
        under: path of the page whose subtree is listed.
    """
    criteria = Criteria.read(request.GET, facets)
    query = criteria.query(under=under, types=types)
    paginator = Paginator(find(query, site), PER_PAGE)
    page = paginator.get_page(request.GET.get(PAGE))
    counts = facet_counts(query, site)
    offered = _facets(criteria, facets, counts)
    return Results(
        path=path,
        text=criteria.text,
        total=paginator.count,
        count_text=counted(paginator.count),
        cards=cards_of(page.object_list, pack),
        facets=offered,
        chips=list(_chips(criteria, offered, path)),
        reset_url=path,
        pages=[
            PageLink(number, criteria.url(path, number), number == page.number)
            if isinstance(number, int)
            else PageLink(0, "", False)
            for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        ]
        if paginator.num_pages > 1
        else [],
        previous_url=criteria.url(path, page.number - 1) if page.has_previous() else "",
        next_url=criteria.url(path, page.number + 1) if page.has_next() else "",
        number=page.number,
    )


def counted(total: int) -> str:
    """Say how many results there are; in French nought and one are singular."""
    if total == 0:
        return "Aucun résultat"
    return f"{total}\u00a0résultat{'s' if total > 1 else ''}"


def _facets(
    criteria: Criteria, indexes: Iterable[str], counts: dict[str, dict[str, int]]
) -> list[Facet]:
    facets = []
    for index in indexes:
        chosen = criteria.chosen[index]
        # A chosen value that nothing answers any more is shown, so that it can be taken away.
        found = {**dict.fromkeys(chosen, 0), **counts[index]}
        groups = [group for group in GROUPS[index](found, set(chosen)) if group.values]
        if groups:
            facets.append(Facet(index, PARAMETERS[index], HEADINGS[index], groups, len(chosen)))
    return facets


def _chips(criteria: Criteria, facets: list[Facet], path: str) -> Iterable[Chip]:
    if criteria.text:
        yield Chip(f"«\u00a0{criteria.text}\u00a0»", criteria.without_text().url(path))
    for facet in facets:
        for group in facet.groups:
            for value in group.values:
                if value.chosen:
                    url = criteria.without(facet.index, value.value).url(path)
                    yield Chip(value.label, url)


def _topics(counts: dict[str, int], chosen: set[str]) -> list[Group]:
    topics = sorted(Topic.objects.filter(slug__in=counts), key=lambda topic: fold(topic.title))
    return [Group("", [_value(t.slug, t.title, counts, chosen, t.colour) for t in topics])]


def _territories(counts: dict[str, int], chosen: set[str]) -> list[Group]:
    places = Territory.objects.filter(slug__in=counts).only("slug", "name", "level")
    by_level: dict[str, list[Value]] = {level: [] for level in LEVELS}
    for place in sorted(places, key=lambda place: fold(place.name)):
        by_level[place.level].append(_value(place.slug, place.name, counts, chosen))
    labels = dict(Territory.Level.choices)
    return [Group(f"{labels[level].capitalize()}s", by_level[level]) for level in LEVELS]


def _years(counts: dict[str, int], chosen: set[str]) -> list[Group]:
    years = sorted(counts, reverse=True)
    return [Group("", [_value(year, year, counts, chosen) for year in years])]


def _types(counts: dict[str, int], chosen: set[str]) -> list[Group]:
    labels = searched_types()
    return [
        Group("", [_value(t, labels[t], counts, chosen) for t in sorted(counts) if t in labels])
    ]


GROUPS = {"topic": _topics, "territory": _territories, "year": _years, "type": _types}


def _value(
    value: str, label: str, counts: dict[str, int], chosen: set[str], hue: str = ""
) -> Value:
    return Value(value, label, counts[value], value in chosen, hue)
