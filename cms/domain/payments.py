"""Who pays for a programme, and how much in all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Paid(Protocol):
    """Whatever a funder is named in."""

    funder: str


P = TypeVar("P", bound=Paid)


def by_funder(payments: Iterable[P]) -> dict[str, list[P]]:
    """Return payments by the name of who makes them, in the order of their first.

    The same name in other capitals or with other spaces is the same funder: people type it
    again for each payment.
    """
    names: dict[str, str] = {}
    found: dict[str, list[P]] = {}
    for payment in payments:
        name = " ".join(payment.funder.split())
        found.setdefault(names.setdefault(name.casefold(), name), []).append(payment)
    return found
