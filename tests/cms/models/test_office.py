"""What may be said of those who hold a function."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.models import Office, Organisation

DAY = datetime.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("office", "where"),
    [
        (Office(kind="team", title="Assistante", holder="Une personne"), "holder"),
        (Office(title="Présidente", starts=DAY, ends=DAY), "ends"),
    ],
)
def test_office_that_names_staff_or_ends_before_it_starts_is_refused(office, where):
    with pytest.raises(ValidationError) as refused:
        office.clean()

    assert list(refused.value.message_dict) == [where]


def test_office_of_someone_elected_may_name_them():
    Office(title="Présidente", holder="Une élue", starts=DAY).clean()


@pytest.mark.django_db
def test_day_of_another_year_than_the_foundation_is_refused():
    body = Organisation(name="FLAME", slug="flame", founded_year=2012, founded_on=DAY)

    with pytest.raises(ValidationError, match="année de création"):
        body.clean()
