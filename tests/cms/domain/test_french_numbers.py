"""Numbers in French, whoever asks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from cms.domain.french_numbers import euros, number, quantity, read_number


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0\xa0€"),
        ("5000.00", "5\xa0000\xa0€"),
        ("5E+3", "5\xa0000\xa0€"),
        ("118864.2", "118\xa0864,20\xa0€"),
        ("1234567.89", "1\xa0234\xa0567,89\xa0€"),
        ("-7210", "−7\xa0210\xa0€"),
        ("0.5", "0,50\xa0€"),
    ],
)
def test_euros_have_cents_only_where_there_are_some(amount, written):
    assert euros(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        ("12.5", "km", "12,5\xa0km"),
        ("0.1250", "ha", "0,125\xa0ha"),
        ("509551", "habitants", "509\xa0551\xa0habitants"),
        ("2", "habitants", "2\xa0habitants"),
        ("1", "habitants", "1"),
        ("-1.5", "habitants", "−1,5"),
        ("1", "km", "1\xa0km"),
        ("14", "", "14"),
    ],
)
def test_quantity_has_its_unit_but_no_plural_below_two(amount, unit, written):
    assert quantity(Decimal(amount), unit) == written


def test_number_is_french_for_staff_who_read_english():
    with translation.override("en"):
        assert number(Decimal("1234.5")) == "1\xa0234,5"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1234,5", "1234.5"),
        ("1\xa0234.50", "1234.50"),
        ("−3", "-3"),
        ("12 %", None),
        ("1,2,3", None),
        ("1e9", None),
        ("NaN", None),
        ("", None),
    ],
)
def test_number_typed_in_french_is_read_and_words_are_not(text, found):
    assert read_number(text) == (None if found is None else Decimal(found))
