"""Batches of items and the links between them, as plone.restapi draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from cms.restapi.asked import Asked
from cms.restapi.params import Params

SIZE = 25
MOST = 5000  # what Volto asks for its sitemap


@dataclass(frozen=True)
class Batch:
    start: int
    size: int

    @classmethod
    def of(cls, params: Params, size: int = SIZE) -> Batch:
        return cls(
            params.number("b_start", 0, most=10**9), params.number("b_size", size, most=MOST)
        )

    @property
    def stop(self) -> int:
        return self.start + self.size

    def links(self, asked: Asked, total: int) -> dict[str, Any]:
        """Return `batching`, which is there only when the items fill more than one batch."""
        if total <= self.size and not self.start:
            return {}
        step = self.size or 1
        last = max(total - 1, 0) // step * step if self.size else 0
        links = {"@id": _link(asked, None), "first": _link(asked, 0), "last": _link(asked, last)}
        if self.size and self.stop < total:
            links["next"] = _link(asked, self.stop)
        if self.size and self.start:
            links["prev"] = _link(asked, max(self.start - self.size, 0))
        return {"batching": links}


def _link(asked: Asked, start: int | None) -> str:
    query = asked.params.query
    if start is not None:
        others = [item for item in query if item[0].partition(":")[0] != "b_start"]
        query = [("b_start", str(start)), *others]
    return f"{asked.address}?{urlencode(query)}" if query else asked.address
