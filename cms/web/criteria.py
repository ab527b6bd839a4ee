"""What a visitor asks a list for, read from the address and written back into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from cms.listing.query import FACETS, Query

PARAMETERS = {"topic": "thematique", "territory": "territoire", "year": "annee", "type": "type"}
TEXT, PAGE = "q", "page"
LONGEST = 200
"""A longer text is no search; cut so that no address makes the database work."""


@dataclass(frozen=True)
class Criteria:
    """A search as the address says it: words, and chosen values by facet."""

    text: str
    chosen: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, parameters: QueryDict, facets: Iterable[str]) -> Criteria:
        """Read the parameters of an address; what is unknown or empty is passed over."""
        chosen = {}
        for index in facets:
            values = parameters.getlist(PARAMETERS[index])
            chosen[index] = tuple(dict.fromkeys(value[:LONGEST] for value in values if value))
        text = parameters.get(TEXT, "").replace("\x00", "")
        return cls(text.strip()[:LONGEST], chosen)

    def query(self, *, under: str, types: tuple[str, ...]) -> Query:
        """Return the question to the listing; `types` hold where none is chosen."""
        values = {FACETS[index]: chosen for index, chosen in self.chosen.items()}
        values["types"] = tuple(self.chosen.get("type", ())) or types
        return Query(text=self.text, under=under, **values)

    def without(self, index: str, value: str) -> Criteria:
        """Return the same search with one value no longer chosen."""
        kept = tuple(each for each in self.chosen[index] if each != value)
        return replace(self, chosen={**self.chosen, index: kept})

    def without_text(self) -> Criteria:
        return replace(self, text="")

    def url(self, path: str, page: int = 1) -> str:
        """Return the address of this search, on one of its pages."""
        pairs = [(TEXT, self.text)] if self.text else []
        pairs += [(PARAMETERS[i], value) for i, values in self.chosen.items() for value in values]
        pairs += [(PAGE, str(page))] if page > 1 else []
        return f"{path}?{urlencode(pairs)}" if pairs else path
