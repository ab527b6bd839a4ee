"""Words and switches."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q

from cms.listing.query import Query
from cms.restapi.indexes.here import Criterion, Here
from cms.restapi.params import Params

LONGEST = 1_000  # of which sixteen words are looked for


@dataclass(frozen=True)
class Text:
    """Words that all must be there."""

    operations: ClassVar[tuple[str, ...]] = ("string.contains",)

    def read(self, name: str, params: Params) -> Iterator[Criterion]:
        yield "string.contains", params.all(name)[-1:]

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        text = f"{query.text} {' '.join(values)[:LONGEST]}".strip()
        return dataclasses.replace(query, text=text)


@dataclass(frozen=True)
class Flag:
    """What is so or not so."""

    operations: ClassVar[tuple[str, ...]] = ("boolean.isTrue", "boolean.isFalse")
    condition: Q

    def read(self, name: str, params: Params) -> Iterator[Criterion]:
        if params.one(name):
            yield "boolean.isTrue" if params.flag(name) else "boolean.isFalse", []

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        return query.also(self.condition if operation == "boolean.isTrue" else ~self.condition)
