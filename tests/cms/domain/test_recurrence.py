"""The days on which a group meets again."""

from __future__ import annotations

import datetime
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.domain.recurrence import Rhythm, following

starts = st.dates(date(1990, 1, 1), date(2100, 1, 1))
counts = st.integers(1, 40)


@given(starts, st.sampled_from(list(Rhythm)), counts, st.integers(1, 26))
def test_days_follow_each_other_as_many_as_asked_and_after_the_start(start, rhythm, count, weeks):
    days = following(start, rhythm, count, weeks=weeks)

    assert len(days) == count
    assert all(earlier < later for earlier, later in pairwise([start, *days]))
    assert days == following(start, rhythm, count + 1, weeks=weeks)[:-1]


@given(starts, counts, st.integers(1, 26))
def test_weeks_are_of_seven_days(start, count, weeks):
    days = following(start, Rhythm.WEEKS, count, weeks=weeks)

    gaps = {later - earlier for earlier, later in pairwise([start, *days])}
    assert gaps == {datetime.timedelta(days=7 * weeks)}


@given(starts, counts)
def test_each_month_has_one_day_of_the_same_weekday_and_rank(start, count):
    days = following(start, Rhythm.MONTH_WEEKDAY, count)

    assert {day.weekday() for day in days} == {start.weekday()}
    assert months([start, *days]) == consecutive(start, count)
    for day in days:
        rank, same = (start.day - 1) // 7, (day.day - 1) // 7
        is_last = (day + datetime.timedelta(days=7)).month != day.month
        assert same == rank or (same == rank - 1 and is_last)


@given(starts, counts)
def test_each_month_has_the_same_day_or_its_last(start, count):
    days = following(start, Rhythm.MONTH_DAY, count)

    assert months([start, *days]) == consecutive(start, count)
    for day in days:
        is_last = (day + datetime.timedelta(days=1)).month != day.month
        assert day.day == start.day or (day.day < start.day and is_last)


def months(days: list[date]) -> list[int]:
    return [day.year * 12 + day.month for day in days]


def consecutive(start: date, count: int) -> list[int]:
    first = start.year * 12 + start.month
    return list(range(first, first + count + 1))


@pytest.mark.parametrize(
    ("rhythm", "start", "days"),
    [
        (Rhythm.WEEKS, date(2024, 2, 15), [date(2024, 2, 29), date(2024, 3, 14)]),
        (Rhythm.MONTH_WEEKDAY, date(2024, 2, 15), [date(2024, 3, 21), date(2024, 4, 18)]),
        (Rhythm.MONTH_WEEKDAY, date(2024, 1, 31), [date(2024, 2, 28), date(2024, 3, 27)]),
        (Rhythm.MONTH_DAY, date(2023, 12, 31), [date(2024, 1, 31), date(2024, 2, 29)]),
    ],
)
def test_known_days(rhythm, start, days):
    assert following(start, rhythm, 2, weeks=2) == days
