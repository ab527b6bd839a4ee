"""Days and instants, as people and Plone's clients write them."""

from __future__ import annotations

import datetime

from django.utils.dateparse import parse_date, parse_datetime

from cms.domain.paris import PARIS, day_in_paris
from cms.listing.conditions import Span
from cms.restapi.params import BadRequest

DAY = datetime.timedelta(days=1)
FARTHEST = 36_500  # days, a century
LONGEST = 40


def span_of(text: str) -> Span:
    """Return the time that a text stands for: a whole day in Paris, or one instant.

    Read are 2024-01-31, 2024/01/31 and 2024-01-31T10:00:00+01:00, whose plus sign has
    become a space where a client did not escape it.
    """
    written = text.strip().replace("/", "-")[:LONGEST]
    if "T" in written:
        written = written.replace(" ", "+")
    try:
        day = parse_date(written)
        if day is not None:
            return day_span(day)
        moment = parse_datetime(written)
        if moment is not None:
            start = moment if moment.tzinfo else moment.replace(tzinfo=PARIS)
            start = start.astimezone(PARIS)
            return Span(start, start + datetime.timedelta(microseconds=1))
    except (ValueError, OverflowError):
        pass
    raise BadRequest(f"« {text[:LONGEST]} » n’est pas une date comme 2024-01-31.")


def day_span(day: datetime.date) -> Span:
    start = datetime.datetime.combine(day, datetime.time(), PARIS)
    return Span(start, datetime.datetime.combine(day + DAY, datetime.time(), PARIS))


def days_from_today(text: str) -> datetime.date:
    """Return the day so many days from today, backwards for a negative number."""
    try:
        number = int(text[:LONGEST])
    except ValueError:
        number = FARTHEST + 1
    if abs(number) > FARTHEST:
        raise BadRequest(f"« {text[:LONGEST]} » n’est pas un nombre de jours.")
    return day_in_paris() + number * DAY
