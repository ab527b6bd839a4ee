"""`@search`: the listing asked in the words of Plone's catalog."""

from __future__ import annotations

import math

from cms.listing.conditions import Box, within
from cms.listing.facets import facet_counts
from cms.listing.fragments import extended, text_of
from cms.listing.query import Query
from cms.restapi.asked import Asked
from cms.restapi.indexes.here import Here
from cms.restapi.indexes.table import INDEXES, narrow, order_of
from cms.restapi.params import BadRequest
from cms.restapi.results import results


def search(asked: Asked, path: str) -> str | None:
    """Find public pages at and below a path.

    Values of one index widen each other, indexes narrow each other; `bbox` is a part of the
    map. `facets=1` adds how many pages each value would give. Unknown indexes are passed
    over, as in Plone.
    """
    query = read_query(asked, path)
    found = results(query, order_of(asked.params), asked, path)
    if found and asked.params.flag("facets"):
        return extended(found, {"facets": text_of(facet_counts(query, asked.site_id))})
    return found


def read_query(asked: Asked, path: str) -> Query:
    """Return what the parameters of a request ask for."""
    here, query = Here(asked, path), Query()
    for name, index in INDEXES.items():
        for operation, values in index.kind.read(name, asked.params) if index.kind else ():
            query = narrow(query, name, operation, values, here)
    bounds = asked.params.one("bbox")
    return query.also(within(read_box(bounds))) if bounds else query


def read_box(text: str) -> Box:
    """Read `west,south,east,north` in degrees, the order of RFC 7946."""
    try:
        box = Box(*(float(part) for part in text[:200].split(",")))
    except (ValueError, TypeError):
        box = Box(math.nan, math.nan, math.nan, math.nan)
    if not (all(map(math.isfinite, box)) and box.south <= box.north):
        raise BadRequest(
            f"bbox s’écrit ouest,sud,est,nord en degrés, pas « {text[:80]} » : -2.3,47.4,-1.5,47.9."
        )
    return box
