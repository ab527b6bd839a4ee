"""The versions of a roadmap's plan as its page shows them, from rows of the listing."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from wagtail.models import Site

from cms.domain.roadmap import since
from cms.listing.row import ListingRow
from cms.web.cards import years_text
from cms.web.moments import day_text
from cms.web.navigation import url_of


class Version(NamedTuple):
    """One version in a list; it is in force from `since` until the end of `end_year`."""

    title: str
    url: str
    summary: str
    years: str
    version_year: str
    adopted: str
    since: datetime.date
    end_year: int


def versions_of(roadmap_id: int, site: Site) -> list[Version]:
    """Return the versions of a roadmap in one query, the latest first.

    Of two that are in force from the same day, it is the one further down in the tree: a
    copy stands after what it was made from.
    """
    rows = ListingRow.objects.of(site).filter(parent_id=roadmap_id, type="RoadmapVersion")
    rows = rows.order_by("-tree_path").only("title", "path", "description", "fields")
    return sorted(map(version_of, rows), key=lambda version: version.since, reverse=True)


def version_of(row: ListingRow) -> Version:
    fields = row.fields
    text = fields["adopted_on"]
    adopted = datetime.date.fromisoformat(text) if text else None
    return Version(
        title=row.title,
        url=url_of(row),
        summary=row.description,
        years=years_text(fields["start_year"], fields["end_year"]),
        version_year=str(fields["version_year"] or ""),
        adopted=day_text(adopted) if adopted else "",
        since=since(adopted, fields["version_year"], fields["start_year"]),
        end_year=fields["end_year"],
    )
