"""Amounts as people read them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format


def euros(amount: Decimal) -> str:
    """Write an amount in French, cents only where there are some."""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number_format(amount, places, force_grouping=True)}\u00a0€"
