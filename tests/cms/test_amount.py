"""Amounts are typed the French way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cms.models import Funding


@pytest.mark.parametrize("typed", ["1234,50", "1 234,50", "1\u202f234,50", "1 234,50 €"])
def test_amount_typed_in_french_is_understood(typed):
    field = Funding._meta.get_field("amount").formfield()
    assert field.clean(typed) == Decimal("1234.50")


def test_amount_is_shown_with_a_comma():
    field = Funding._meta.get_field("amount").formfield()
    assert field.widget.format_value(Decimal("12.50")) == "12,50"
