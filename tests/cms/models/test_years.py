"""Years of initiatives and cycles."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from cms.models import CyclePage, InitiativePage

pytestmark = pytest.mark.django_db  # a page asks for its language when it is made


@pytest.mark.parametrize("model", [CyclePage, InitiativePage])
def test_years_are_all_those_from_first_to_last(model):
    assert model(start_year=2023, end_year=2025).listing_years() == [2023, 2024, 2025]
    assert model(start_year=2023).listing_years() == [2023]
    assert model().listing_years() == []


def test_years_that_end_before_they_start_are_refused():
    with pytest.raises(ValidationError, match="ne peut pas précéder"):
        InitiativePage(title="Une", start_year=2024, end_year=2023).clean()


@pytest.mark.parametrize("year", [24, 20_000])
def test_years_out_of_reason_are_refused(year):
    field = InitiativePage._meta.get_field("start_year")
    with pytest.raises(ValidationError, match="quatre chiffres"):
        field.clean(year, None)
