"""Days and instants of a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q

from cms.domain.paris import day_in_paris
from cms.listing.conditions import Span, during
from cms.listing.query import Query
from cms.restapi.indexes.here import Criterion, Here
from cms.restapi.indexes.moments import day_span, days_from_today, span_of
from cms.restapi.params import BadRequest, Params


@dataclass(frozen=True)
class Dates:
    """A day or an instant. Days that are named are within the span that they bound."""

    operations: ClassVar[tuple[str, ...]] = (
        "date.lessThan",
        "date.largerThan",
        "date.between",
        "date.lessThanRelativeDate",
        "date.largerThanRelativeDate",
        "date.today",
        "date.beforeToday",
        "date.afterToday",
        "date.beforeRelativeDate",
        "date.afterRelativeDate",
    )
    column: str

    def read(self, name: str, params: Params) -> Iterator[Criterion]:
        values = [*params.all(name), *params.all(f"{name}.query")]
        bounds = params.one(f"{name}.range")
        known = {"": "on", "min": "date.largerThan", "max": "date.lessThan"}
        known |= {"min:max": "date.between", "minmax": "date.between"}
        if bounds not in known:
            raise BadRequest(
                f"{name}.range ne connaît pas « {bounds[:40]} » ; il connaît min, max et min:max."
            )
        yield known[bounds], values

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        if operation == "on":
            days = Q()
            for value in values:
                days |= during(self.column, span_of(value))
            return query.also(days)
        return query.also(during(self.column, self.span(operation, values)))

    def span(self, operation: str, values: list[str]) -> Span:
        today = day_in_paris()
        if operation == "date.today":
            return day_span(today)
        if operation == "date.beforeToday":
            return Span(end=day_span(today).start)
        if operation == "date.afterToday":
            return Span(start=day_span(today).end)
        if operation.endswith("RelativeDate"):
            return relative_span(operation, values[0], today)
        spans = sorted(span_of(value) for value in values)
        start = spans[0].start if operation != "date.lessThan" else None
        end = max(span.end for span in spans) if operation != "date.largerThan" else None
        return Span(start, end)


def relative_span(operation: str, text: str, today: datetime.date) -> Span:
    if operation == "date.lessThanRelativeDate":
        return Span(day_span(today).start, day_span(days_from_today(text)).end)
    if operation == "date.afterRelativeDate":
        return Span(start=day_span(days_from_today(text)).end)
    past = day_span(days_from_today(f"-{text.removeprefix('-')}"))
    if operation == "date.beforeRelativeDate":
        return Span(end=past.start)
    return Span(past.start, day_span(today).end)
