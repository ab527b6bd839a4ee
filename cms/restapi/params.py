"""The parameters of a request, as lenient as Zope's publisher is with their names."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest


class BadRequest(Exception):
    """A parameter cannot be understood; the text says which and why."""


@dataclass(frozen=True)
class Params:
    """Values by name. `key:list=a&key:list=b`, `key[]=a` and `key=a&key=b` are the same."""

    values: dict[str, list[str]]
    # As asked, for the links of a batch, which repeat the question.
    query: list[tuple[str, str]]

    @classmethod
    def of(cls, request: HttpRequest) -> Params:
        if not request.META.get("QUERY_STRING"):
            return cls({}, [])
        return cls.from_pairs(
            [(key, value) for key, found in request.GET.lists() for value in found]
        )

    @classmethod
    def from_pairs(cls, query: list[tuple[str, str]]) -> Params:
        values: dict[str, list[str]] = {}
        for key, value in query:
            values.setdefault(key.partition(":")[0].removesuffix("[]"), []).append(value)
        return cls(values, query)

    def all(self, name: str) -> list[str]:
        return [value for value in self.values.get(name, ()) if value]

    def one(self, name: str, default: str = "") -> str:
        return (self.all(name) or [default])[-1]

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number from 0 to `most`; beyond, `most`."""
        text = self.one(name, str(default))
        if not (text.isascii() and text.isdigit()):
            raise BadRequest(f"{name} doit être un nombre entier positif, pas « {text[:40]} ».")
        return min(int(text[:12]), most)

    def flag(self, name: str) -> bool:
        """Tell whether a switch is on, in any of the spellings that Plone's clients use."""
        return self.one(name).lower() in ("1", "true", "on", "yes")
