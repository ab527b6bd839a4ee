"""What to do with a record, from three things: what was imported, what stands, what comes.

Pure functions over plain values, so that every case can be told and tried. A field that
only the catalogue changed is taken over; one that only staff changed is kept; where both
changed it differently, a person decides and nothing is written meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

Values = Mapping[str, object]


class Outcome(StrEnum):
    """What a record's coming means for its page."""

    CREATE = "create"
    UPDATE = "update"
    CONFLICT = "conflict"
    UNCHANGED = "unchanged"
    IGNORED = "ignored"  # staff deleted the page or set it aside: it is theirs to bring back


@dataclass(frozen=True)
class Decision:
    """An outcome, and the fields it is about."""

    outcome: Outcome
    fields: tuple[str, ...] = ()


def decide(imported: Values | None, current: Values, incoming: Values) -> Decision:
    """Compare field by field; `imported` is None for a record never seen."""
    if imported is None:
        return Decision(Outcome.CREATE, tuple(incoming))
    theirs = [name for name, value in incoming.items() if value != imported.get(name)]
    news = [name for name in theirs if incoming[name] != current.get(name)]
    conflicts = [name for name in news if current.get(name) != imported.get(name)]
    if conflicts:
        return Decision(Outcome.CONFLICT, tuple(conflicts))
    if news:
        return Decision(Outcome.UPDATE, tuple(news))
    return Decision(Outcome.UNCHANGED)


def vanished(known: Collection[str], seen: Collection[str], *, complete: bool) -> set[str]:
    """Return the known records that did not come, which a partial reading cannot tell."""
    return set(known) - set(seen) if complete else set()
