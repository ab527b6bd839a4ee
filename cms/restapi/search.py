"""`@search`: the listing asked in the words of Plone's catalog."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from wagtail.models import Site

from cms.listing.query import Query, facet_counts, find
from cms.listing.row import ListingRowQuerySet
from cms.restapi.batching import Batch
from cms.restapi.params import BadRequest, Params
from cms.restapi.summary import summary

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


def search(site: Site, path: str, base: str, params: Params) -> dict[str, Any]:
    """Find public pages at and below a path.

    Of Plone's indexes: SearchableText, portal_type, Subject, path; ours: topic, territory,
    year. Values of one index widen each other, indexes narrow each other. `facets=1` adds
    how many pages each value would give. Unknown indexes are passed over, as in Plone.
    """
    query = read_query(path, base, params)
    batch = Batch.of(params)
    rows = sort(find(query, site), params).defer("title_stems", "text_stems")
    total = rows.count()
    items = rows[batch.start : batch.stop] if batch.size else []
    fields = params.all("metadata_fields")
    found = {
        "@id": params.url + (f"?{params.raw}" if params.raw else ""),
        "items": [summary(row, base, fields) for row in items],
        "items_total": total,
        **batch.links(params, total),
    }
    if params.one("facets") in ("1", "true"):
        found["facets"] = facet_counts(query, site)
    return found


def read_query(path: str, base: str, params: Params) -> Query:
    asked = params.one("path") or params.one("path.query")
    return Query(
        # Volto puts a star behind the last word; stems find its other forms anyway.
        text=params.one("SearchableText").replace("*", " "),
        types=params.all("portal_type"),
        tags=params.all("Subject"),
        topics=params.all("topic"),
        territories=params.all("territory"),
        years=params.all("year"),
        under=unquote(asked.removeprefix(base)) or path,
    )


def sort(rows: ListingRowQuerySet, params: Params) -> ListingRowQuerySet:
    name, order = params.one("sort_on"), params.one("sort_order", "ascending")
    if not name or name == "relevance":
        return rows
    if name not in SORTS:
        raise BadRequest(f"sort_on ne connaît pas « {name} » ; il connaît {', '.join(SORTS)}.")
    sign = "-" if order in ("descending", "reverse") else ""
    return rows.order_by(f"{sign}{SORTS[name]}", f"{sign}tree_path")
