"""What holds of a session's days and hours."""

from __future__ import annotations

import datetime

import pytest

from cms.domain.sessions import is_over, problems, takes_registrations

EVE, FIRST, NEXT = (datetime.date(2024, 2, day) for day in (14, 15, 16))
MORNING, NOON = datetime.time(9, 30), datetime.time(12)


@pytest.mark.parametrize(
    ("days_and_hours", "field"),
    [
        ((FIRST, EVE, None, None), "last_day"),
        ((FIRST, None, NOON, MORNING), "ends"),
        ((FIRST, None, NOON, NOON), "ends"),
        ((FIRST, FIRST, NOON, MORNING), "ends"),
        ((None, FIRST, None, None), "date"),
        ((None, None, MORNING, None), "date"),
        ((None, None, None, NOON), "date"),
    ],
)
def test_day_or_hour_that_cannot_be_is_named(days_and_hours, field):
    assert list(problems(*days_and_hours)) == [field]


@pytest.mark.parametrize(
    "days_and_hours",
    [
        (None, None, None, None),
        (FIRST, None, None, None),
        (FIRST, FIRST, MORNING, NOON),
        (FIRST, None, NOON, None),
        (FIRST, None, None, MORNING),
        (FIRST, NEXT, NOON, MORNING),  # from noon to the next morning
    ],
)
def test_days_and_hours_that_can_be_are_taken(days_and_hours):
    assert problems(*days_and_hours) == {}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (EVE, None, True),
        (FIRST, None, False),
        (NEXT, None, False),
        (EVE, FIRST, False),
        (EVE, EVE, True),
        (None, None, False),
    ],
)
def test_session_is_over_on_the_day_after_its_last(first, last, expected):
    assert is_over(first, last, FIRST) is expected


@pytest.mark.parametrize(
    ("first", "deadline", "expected"),
    [
        (NEXT, None, True),
        (NEXT, FIRST, True),
        (NEXT, EVE, False),
        (EVE, NEXT, False),
        (EVE, None, False),
        (None, None, True),
        (None, EVE, False),
    ],
)
def test_registration_is_open_through_the_deadline_and_never_after_the_session(
    first, deadline, expected
):
    assert takes_registrations(first, None, deadline, FIRST) is expected
