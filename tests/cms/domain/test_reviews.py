"""By which day a review is expected."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from cms.domain.reviews import due

MONDAY, FRIDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 27)


def test_due_is_so_many_days_later_when_people_work() -> None:
    assert due(MONDAY, 7) == datetime.date(2026, 11, 30)
    assert due(FRIDAY, 3) == datetime.date(2026, 11, 30)


def test_due_on_a_weekend_waits_for_monday() -> None:
    assert due(FRIDAY, 1) == due(FRIDAY, 2) == datetime.date(2026, 11, 30)


@given(st.dates(max_value=datetime.date(2200, 1, 1)), st.integers(1, 90))
def test_due_is_never_early_never_on_a_weekend_and_at_most_two_days_late(day, days) -> None:
    promised = day + datetime.timedelta(days=days)

    assert 0 <= (due(day, days) - promised).days <= 2
    assert due(day, days).weekday() < 5
