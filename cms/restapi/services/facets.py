"""`@facets`: how many pages each topic, territory, tag, year and type would give. Ours."""

from __future__ import annotations

from typing import Any

from cms.listing.facets import facet_counts
from cms.listing.query import stands
from cms.restapi.asked import Asked
from cms.restapi.services.search import read_query


def facets(asked: Asked, path: str) -> dict[str, Any] | None:
    """Return the counts under the parameters of `@search`, without any page.

    A facet is counted as if nothing of it were chosen.
    """
    if not stands(asked.site_id, path):
        return None
    return {
        "@id": asked.url,
        "facets": facet_counts(read_query(asked, path), asked.site_id),
    }
