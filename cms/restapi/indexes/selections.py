"""One or several values of a vocabulary."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q

from cms.listing.conditions import NOTHING, having, known_as
from cms.listing.query import FACETS, Query
from cms.restapi.indexes.here import Criterion, Here
from cms.restapi.params import Params


@dataclass(frozen=True)
class Selection:
    """One or several values of a vocabulary: `all` asks for pages that have each of them."""

    operations: ClassVar[tuple[str, ...]] = ("selection.any", "selection.all", "selection.none")

    def read(self, name: str, params: Params) -> Iterator[Criterion]:
        each = params.one(f"{name}.operator") == "and"
        values = [*params.all(name), *params.all(f"{name}.query")]
        yield "selection.all" if each else "selection.any", values
        yield "selection.none", params.all(f"{name}.not")


@dataclass(frozen=True)
class Facet(Selection):
    """An index that facets are counted of, by its name in the listing."""

    index: str

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        attribute = FACETS[self.index]
        if operation == "selection.none":
            return query.also(~having(self.index, values))
        if operation == "selection.all":
            for value in values:
                query = query.also(having(self.index, [value]))
            return query
        if getattr(query, attribute):
            return query.also(having(self.index, values))
        return dataclasses.replace(query, **{attribute: values})


@dataclass(frozen=True)
class Column(Selection):
    """A column of the row that holds one value."""

    operations: ClassVar[tuple[str, ...]] = ("selection.any", "selection.none")
    column: str

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        chosen = Q(**{f"{self.column}__in": values})
        if operation == "selection.all" and len(set(values)) > 1:
            chosen = NOTHING
        return query.also(~chosen if operation == "selection.none" else chosen)


@dataclass(frozen=True)
class Published(Selection):
    """The state of a page: whatever is found is published."""

    operations: ClassVar[tuple[str, ...]] = ("selection.any", "selection.none")

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        wanted = ("published" in values) != (operation == "selection.none")
        return query if wanted else query.also(NOTHING)


@dataclass(frozen=True)
class Identity(Selection):
    """The UIDs of pages."""

    operations: ClassVar[tuple[str, ...]] = ("selection.any", "selection.none")

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        found = known_as(values)
        return query.also(~found if operation == "selection.none" else found)
