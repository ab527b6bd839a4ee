"""Where a page stands."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote

from cms.listing.conditions import NOTHING, below, known_as
from cms.listing.query import Query
from cms.listing.row import ListingRow
from cms.restapi.indexes.here import Criterion, Here
from cms.restapi.params import BadRequest, Params

DEEPEST = 1_000
UID_LENGTH = 32


@dataclass(frozen=True)
class Paths:
    """At or below an address, a path or a UID; `::1` behind it says how many levels deep."""

    operations: ClassVar[tuple[str, ...]] = (
        "string.absolutePath",
        "string.relativePath",
        "string.path",
    )

    def read(self, name: str, params: Params) -> Iterator[Criterion]:
        depth = params.one(f"{name}.depth")
        suffix = f"::{depth}" if depth else ""
        # Without a path, @search looks below the page on which it is asked.
        values = [*params.all(name), *params.all(f"{name}.query")] or ["."]
        yield "string.relativePath", [f"{value}{suffix}" for value in values]

    def narrow(self, query: Query, operation: str, values: list[str], here: Here) -> Query:
        wheres = {value: where_of(value.partition("::")[0], here) for value in values}
        paths = paths_of({where for where in wheres.values() if is_uid(where)}, here)
        found = NOTHING
        for value, where in wheres.items():
            path = paths.get(where) if is_uid(where) else absolute(where, here)
            depth = depth_of(value)
            if path == "/" and depth is None:  # every page
                return query
            found |= NOTHING if path is None else below(path, depth)
        return query.also(found)


def where_of(text: str, here: Here) -> str:
    return unquote(text).removeprefix(here.asked.base).removeprefix("/++api++") or "/"


def is_uid(where: str) -> bool:
    return len(where) == UID_LENGTH and where.isalnum()


def paths_of(uids: set[str], here: Here) -> dict[str, str]:
    """Return where the pages with some UIDs stand, in one query."""
    if not uids:
        return {}
    rows = ListingRow.objects.of(here.asked.site_id).filter(known_as(uids))
    return {uid.hex: path for uid, path in rows.values_list("uid", "path")}


def absolute(where: str, here: Here) -> str:
    return "/" + posixpath.normpath(posixpath.join(here.path, where)).strip("/")


def depth_of(value: str) -> int | None:
    depth = value.partition("::")[2]
    if depth and not (depth.isascii() and depth.isdigit()):
        raise BadRequest(f"La profondeur « {depth[:40]} » n’est pas un nombre entier positif.")
    return min(int(depth[:6]), DEEPEST) if depth else None
