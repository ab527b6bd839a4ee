"""The decisions of a programme as its page lists them, from rows of the listing."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from wagtail.models import Site

from cms.domain.decisions import VOTE_FIELDS, Vote, vote_text
from cms.domain.french_numbers import euros
from cms.listing.row import ListingRow
from cms.web.moments import day_text
from cms.web.navigation import url_of


class Decided(NamedTuple):
    """One decision in a list, as people read it."""

    title: str
    url: str
    authority: str
    when: str
    number: str
    vote: str
    amount: str


def decisions_of(programme_id: int, site: Site) -> list[Decided]:
    """Return the decisions on a programme in one query, the latest first."""
    rows = ListingRow.objects.of(site).filter(parent_id=programme_id, type="Decision")
    latest = sorted(
        rows.order_by("tree_path").only("title", "path", "fields"),
        key=lambda row: row.fields["date"],
        reverse=True,
    )
    return [decided_of(row) for row in latest]


def decided_of(row: ListingRow) -> Decided:
    fields = row.fields
    return Decided(
        title=row.title,
        url=url_of(row),
        authority=fields["authority_name"],
        when=date_text(fields),
        number=fields["number"],
        vote=vote_text(fields["vote_words"], Vote(*(fields[name] for name in VOTE_FIELDS))),
        amount=euros(Decimal(fields["amount"])) if fields["amount"] else "",
    )


def date_text(fields: dict[str, Any]) -> str:
    """Say on which day a decision was taken, from the fields of its row."""
    return day_text(datetime.date.fromisoformat(fields["date"]))
