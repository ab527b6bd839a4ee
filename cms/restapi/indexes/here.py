"""Where a question is asked: paths may be relative to it."""

from __future__ import annotations

from typing import NamedTuple

from cms.restapi.asked import Asked

# An operator and its values.
Criterion = tuple[str, list[str]]


class Here(NamedTuple):
    asked: Asked
    path: str
