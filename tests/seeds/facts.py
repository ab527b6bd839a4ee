"""The facts of the users' documents, and which of them the tests beside enter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

Fact = dict[str, Any]
FILES = {file.stem: file for file in sorted(Path(__file__).parent.glob("*.toml"))}
TAKEN: set[tuple[str, str]] = set()
"""Document and id of each fact that a test has asked for: none may be forgotten."""


def read(document: str) -> dict[str, Any]:
    return tomllib.loads(FILES[document].read_text())


def facts_of(document: str, *holders: str) -> dict[str, Fact]:
    """Return the facts of a document about some things, by their ids, to be entered."""
    found = {fact["id"]: fact for fact in read(document)["facts"] if fact["holder"] in holders}
    assert {fact["holder"] for fact in found.values()} == set(holders)
    TAKEN.update((document, name) for name in found)
    return found
