"""What is computed of a table, and what cannot be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.domain.figures import balance, difference, total, untold

decimals = st.decimals(-(10**12), 10**12, places=4)
amounts = st.lists(st.none() | decimals, max_size=30)
some = st.lists(decimals, min_size=1, max_size=9)


@given(amounts, st.randoms())
def test_total_is_the_same_in_any_order(values, random):
    shuffled = random.sample(values, len(values))

    assert total(shuffled) == total(values)


@given(some, st.integers(0, 5))
def test_total_leaves_out_what_is_not_told(values, missing):
    assert total([*values, *[None] * missing]) == total(values)
    assert untold([*values, *[None] * missing]) == missing


@given(some, some)
def test_total_of_parts_adds_up_to_the_cent(first, second):
    assert total(first) + total(second) == total(first + second)


def test_total_of_nothing_is_not_zero():
    assert total([]) is None
    assert total([None, None]) is None
    assert total([Decimal(0)]) == 0


@given(decimals, decimals)
def test_difference_is_zero_for_equal_totals_only(computed, printed):
    assert (difference(computed, printed) == 0) == (computed == printed)
    assert difference(computed, printed) == -difference(printed, computed)


@given(decimals)
def test_difference_needs_both_totals(amount):
    assert difference(None, amount) is None
    assert difference(amount, None) is None


@given(some, some)
def test_balance_is_revenue_less_expenses_whichever_comes_first(revenue, expenses):
    groups = [("Recettes 2024", revenue), (" dépenses", expenses)]

    assert balance(groups) == total(revenue) - total(expenses)
    assert balance(groups[::-1]) == balance(groups)


@pytest.mark.parametrize(
    "groups",
    [
        [],
        [("Recettes", [Decimal(1)])],
        [("Recettes", [Decimal(1)]), ("Dépenses", [Decimal(1), None])],
        [("Recettes", [Decimal(1)]), ("Dépenses", [])],
        [("Recettes", [Decimal(1)]), ("Recettes diverses", [Decimal(1)])],
        [("Mobilité", [Decimal(1)]), ("Habitat", [Decimal(1)])],
        [("Recettes", [Decimal(3)]), ("Dépenses", [Decimal(1)]), ("Réserves", [Decimal(1)])],
    ],
    ids=["none", "one", "untold", "empty", "same side", "other names", "three"],
)
def test_balance_of_anything_but_two_whole_sides_is_not_told(groups):
    assert balance(groups) is None
