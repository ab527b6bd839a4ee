"""Every index that we support, by Plone's name or ours, and what it may sort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from cms.listing.query import Query, storable
from cms.listing.row import ListingTerm
from cms.listing.summary import FOLDERISH
from cms.restapi.indexes.dates import Dates
from cms.restapi.indexes.here import Here
from cms.restapi.indexes.paths import Paths
from cms.restapi.indexes.selections import Column, Facet, Identity, Published
from cms.restapi.indexes.texts import Flag, Text
from cms.restapi.params import BadRequest, Params

Term = ListingTerm.Index
MOST_VALUES = 200  # of one index; databases limit how many they take
# Plone's groups of indexes, as forms show them.
TEXT, DATES, METADATA = "Texte", "Dates", "Métadonnées"


@dataclass(frozen=True)
class Index:
    """An index: what forms call it, what may be asked of it, by which column it sorts.

    Without a kind it only sorts. An index `hidden` from forms is read by `@search` alone.
    """

    title: str
    group: str
    kind: Any = None
    sort: str = ""
    vocabulary: str | None = None
    hidden: bool = False


INDEXES = {
    "SearchableText": Index("Tout le texte", TEXT, Text()),
    "Subject": Index(
        "Mot-clé", TEXT, Facet(Term.TAG), vocabulary="plone.app.vocabularies.Keywords"
    ),
    "topic": Index("Thématique", TEXT, Facet(Term.TOPIC), vocabulary="topics"),
    "territory": Index("Territoire", METADATA, Facet(Term.TERRITORY), vocabulary="territories"),
    "year": Index("Année", DATES, Facet(Term.YEAR), vocabulary="years"),
    "portal_type": Index(
        "Type",
        METADATA,
        Facet(Term.TYPE),
        sort="type",
        vocabulary="plone.app.vocabularies.ReallyUserFriendlyTypes",
    ),
    "Creator": Index("Membre", METADATA, Column("member"), sort="member", vocabulary="members"),
    "review_state": Index(
        "État", METADATA, Published(), vocabulary="plone.app.vocabularies.WorkflowStates"
    ),
    "Language": Index(
        "Langue",
        METADATA,
        Column("locale"),
        sort="locale",
        vocabulary="plone.app.vocabularies.SupportedContentLanguages",
    ),
    "isFolderish": Index("Dossier", METADATA, Flag(Q(type__in=sorted(FOLDERISH)))),
    "path": Index("Emplacement", METADATA, Paths(), sort="path"),
    "UID": Index("Identifiant", METADATA, Identity(), hidden=True),
    "effective": Index("Date de l’action", DATES, Dates("effective"), sort="effective"),
    "created": Index("Première mise en ligne", DATES, Dates("created"), sort="created"),
    "modified": Index("Dernière mise en ligne", DATES, Dates("modified"), sort="modified"),
    # Titles sort by their stems: no accent, no article in the way.
    "sortable_title": Index("Titre", TEXT, sort="title_stems"),
    "getObjPositionInParent": Index("Ordre dans le dossier", METADATA, sort="tree_path"),
    # No page has a beginning of its own yet; clients sort agendas by it.
    "start": Index("Début", DATES, sort="effective", hidden=True),
    "Date": Index("Date", DATES, sort="effective", hidden=True),
}
SORTABLE = {name: index.sort for name, index in INDEXES.items() if index.sort}


def narrow(query: Query, name: str, operation: str, values: list[str], here: Here) -> Query:
    """Return a query narrowed by one criterion, which asks nothing if it lacks a value."""
    values = [storable(value) for value in values if value]
    if len(values) > MOST_VALUES:
        raise BadRequest(f"{name} : {len(values)} valeurs, quand {MOST_VALUES} sont permises.")
    if not values and not valueless(operation):
        return query
    return INDEXES[name].kind.narrow(query, operation, values, here)


def valueless(operation: str) -> bool:
    return operation.startswith("boolean.") or operation.endswith("oday")


def order_of(params: Params) -> tuple[str, ...]:
    """Return the columns that `sort_on` and `sort_order` name, several if need be.

    Without, and for `relevance`, none: rows stay in the order in which they were found.
    """
    names = [name for name in params.all("sort_on") if name != "relevance"]
    if not names:
        return ()
    orders = params.all("sort_order") or ["ascending"]
    orders += orders[-1:] * (len(names) - len(orders))
    columns = [
        f"{'-' if order in ('descending', 'reverse') else ''}{column_of(name)}"
        for name, order in zip(names, orders, strict=False)
    ]
    return (*columns, f"{'-' if columns[-1].startswith('-') else ''}tree_path")


def column_of(name: str) -> str:
    if name not in SORTABLE:
        known = ", ".join(sorted(SORTABLE))
        raise BadRequest(f"sort_on ne connaît pas « {storable(name)[:40]} » ; il connaît {known}.")
    return SORTABLE[name]
