"""Batches of items and the links between them, as plone.restapi draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from cms.restapi.params import Params

SIZE = 25
MOST = 5000  # what Volto asks for its sitemap


@dataclass(frozen=True)
class Batch:
    start: int
    size: int

    @classmethod
    def of(cls, params: Params) -> Batch:
        return cls(
            params.number("b_start", 0, most=10**9), params.number("b_size", SIZE, most=MOST)
        )

    @property
    def stop(self) -> int:
        return self.start + self.size

    def links(self, params: Params, total: int) -> dict[str, Any]:
        """Return `batching`, which is there only when the items fill more than one batch."""
        if total <= self.size and not self.start:
            return {}
        step = self.size or 1
        last = max(total - 1, 0) // step * step if self.size else 0
        links = {"@id": self._link(params, None), "first": self._link(params, 0)}
        links["last"] = self._link(params, last)
        if self.size and self.stop < total:
            links["next"] = self._link(params, self.stop)
        if self.size and self.start:
            links["prev"] = self._link(params, max(self.start - self.size, 0))
        return {"batching": links}

    def _link(self, params: Params, start: int | None) -> str:
        query = params.query
        if start is not None:
            asked = [item for item in query if item[0].partition(":")[0] != "b_start"]
            query = [("b_start", str(start)), *asked]
        return f"{params.url}?{urlencode(query)}" if query else params.url
