"""What can be computed of a table of figures.

A document may print a total that its lines do not make. Both are kept and the difference is
told; nothing here corrects what was printed, and an amount that is not told is never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import models

Amounts = Sequence[Decimal | None]


class Kind(models.TextChoices):
    """What a table tells. The tokens are in the database for good."""

    BUDGET = "budget", "Budget"
    COSTS = "costs", "Coûts"
    FUNDING = "funding", "Financement"
    INDICATORS = "indicators", "Indicateurs"


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the amounts that are told; None where none is."""
    told = [amount for amount in amounts if amount is not None]
    return sum(told, Decimal(0)) if told else None


def untold(amounts: Iterable[Decimal | None]) -> int:
    """Return how many amounts the document does not tell."""
    return sum(amount is None for amount in amounts)


def difference(computed: Decimal | None, printed: Decimal | None) -> Decimal | None:
    """Return by how much a computed total exceeds the printed one; None without one of them."""
    return None if computed is None or printed is None else computed - printed


def balance(groups: Sequence[tuple[str, Amounts]]) -> Decimal | None:
    """Return revenue less expenses of a budget made of these two groups, in any order.

    None where an amount is not told: the rest would balance by chance only.
    """
    if len(groups) != 2 or any(untold(amounts) for _, amounts in groups):
        return None
    totals = {_side(label): total(amounts) for label, amounts in groups}
    return difference(totals.get("revenue"), totals.get("expenses"))


def _side(label: str) -> str:
    word = label.strip().casefold()
    if word.startswith("recette"):
        return "revenue"
    return "expenses" if word.startswith(("dépense", "depense")) else ""
