"""Kinds of catalogue, one file each, found by the entry point group `passeur.sources`.

A kind knows how to read and nothing of what is done with the rows: no ORM here. To add one,
write a module with a `KIND`, name it in the entry points of a package, and give it a test
file of the same name with samples of real answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from importers.record import Row, RowError

GROUP = "passeur.sources"
MOST_ROWS = 200_000


class SourceError(Exception):
    """A catalogue cannot be read at all; the text is a French sentence for staff."""


@dataclass(frozen=True)
class Table:
    """A catalogue opened: its columns, and its rows one by one, unreadable ones included.

    Reading the rows to the end may still raise a `SourceError`: an answer cut short is
    known only then.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row | RowError]


@dataclass(frozen=True)
class Kind:
    """A kind of catalogue. `read(where, options, expected)` opens one.

    `where` is an address or a file, `options` the source's own settings for this kind,
    `expected` the columns the source's rules name.
    """

    name: str
    title: str
    read: Callable[[str | Path, dict, set[str]], Table]


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of catalogue installed, by name."""
    found = (entry.load() for entry in entry_points(group=GROUP))
    return {kind.name: kind for kind in sorted(found, key=lambda kind: kind.title)}
