"""Conditions on rows of the listing, beside the words and facets of a query."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import LessThanOrEqual

from cms.domain.paris import PARIS
from cms.listing.row import ListingRow, ListingTerm

LONGEST_PATH = ListingRow._meta.get_field("path").max_length
NOTHING = Q(pk__in=[])


class Span(NamedTuple):
    """A stretch of time, half-open; None is open to that side."""

    start: datetime.datetime | None = None
    end: datetime.datetime | None = None


class Box(NamedTuple):
    """A part of the map, in degrees. West beyond east crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float


def below(path: str, depth: int | None = None) -> Q:
    """Return what stands at and below a path.

    As in Plone, a depth of 0 is the page itself, 1 the pages right below it without itself,
    more the page and what lies as many levels below.
    """
    if len(path) > LONGEST_PATH:
        return NOTHING
    base = path.rstrip("/")
    itself, inside = Q(path=base or "/"), Q(path__startswith=f"{base}/")
    if depth is None:
        return itself | inside
    if depth == 0:
        return itself
    slashes = Length("path") - Length(Replace("path", Value("/"), Value("")))
    near = inside & Q(LessThanOrEqual(slashes, base.count("/") + depth))
    return near & ~itself if depth == 1 else near | itself


def having(index: str, values: Iterable[str]) -> Q:
    """Return the rows that have one of some values of a facet at least."""
    terms = ListingTerm.objects.filter(index=index, value__in=list(values))
    return Q(pk__in=terms.values("row"))


def within(box: Box) -> Q:
    """Return the rows that stand in a part of the map (RFC 7946, 5)."""
    across = Q(lon__gte=box.west), Q(lon__lte=box.east)
    wide = across[0] & across[1] if box.west <= box.east else across[0] | across[1]
    return wide & Q(lat__gte=box.south, lat__lte=box.north)


def during(column: str, span: Span) -> Q:
    """Return the rows whose instant in a column lies in a span.

    `effective` is a day: the instant at which it begins in Paris counts.
    """
    start, end = span
    if column == "effective":
        start, end = start and day_from(start), end and day_from(end)
    return (Q(**{f"{column}__gte": start}) if start else Q()) & (
        Q(**{f"{column}__lt": end}) if end else Q()
    )


def day_from(moment: datetime.datetime) -> datetime.date:
    """Return the first day that begins in Paris at an instant or later."""
    local = moment.astimezone(PARIS)
    begun = local.time() > datetime.time()
    return local.date() + datetime.timedelta(days=1) if begun else local.date()


def known_as(uids: Iterable[str]) -> Q:
    """Return the rows with one of some UIDs; what is no UID is nobody's."""
    found = []
    for text in uids:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return Q(uid__in=found)
