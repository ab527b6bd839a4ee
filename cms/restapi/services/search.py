"""`@search`: the listing asked in the words of Plone's catalog."""

from __future__ import annotations

from urllib.parse import unquote

from cms.listing.query import Query, facet_counts, find
from cms.listing.row import ListingRowQuerySet
from cms.restapi.asked import Asked
from cms.restapi.fragments import extended, text_of
from cms.restapi.params import BadRequest, Params
from cms.restapi.results import results

# By Plone's names. Titles sort by their stems: no accent, no article in the way.
SORTS = {
    "effective": "effective",
    "Date": "effective",
    "created": "created",
    "modified": "modified",
    "sortable_title": "title_stems",
    "getObjPositionInParent": "tree_path",
    "path": "path",
}


def search(asked: Asked, path: str) -> str:
    """Find public pages at and below a path.

    Of Plone's indexes: SearchableText, portal_type, Subject, path, UID; ours: topic, territory,
    year. Values of one index widen each other, indexes narrow each other. `facets=1` adds
    how many pages each value would give. Unknown indexes are passed over, as in Plone.
    """
    query = read_query(path, asked.base, asked.params)
    rows = sort(find(query, asked.site_id), asked.params)
    found = results(rows, asked, asked.url)
    if asked.params.flag("facets"):
        return extended(found, {"facets": text_of(facet_counts(query, asked.site_id))})
    return found


def read_query(path: str, base: str, params: Params) -> Query:
    wanted = params.one("path") or params.one("path.query")
    return Query(
        # Volto puts a star behind the last word; stems find its other forms anyway.
        text=params.one("SearchableText").replace("*", " "),
        types=params.all("portal_type"),
        tags=params.all("Subject"),
        topics=params.all("topic"),
        territories=params.all("territory"),
        years=params.all("year"),
        under=unquote(wanted.removeprefix(base)) or path,
    )


def sort(rows: ListingRowQuerySet, params: Params) -> ListingRowQuerySet:
    name, order = params.one("sort_on"), params.one("sort_order", "ascending")
    if not name or name == "relevance":
        return rows
    if name not in SORTS:
        raise BadRequest(f"sort_on ne connaît pas « {name} » ; il connaît {', '.join(SORTS)}.")
    sign = "-" if order in ("descending", "reverse") else ""
    return rows.order_by(f"{sign}{SORTS[name]}", f"{sign}tree_path")
