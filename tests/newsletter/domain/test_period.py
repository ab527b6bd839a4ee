from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.domain.period import Quarter, UnknownPeriod

QUARTERS = st.builds(Quarter, st.integers(1, 9998), st.integers(1, 4))


def test_quarter_of_a_midnight_is_decided_in_paris():
    utc = ZoneInfo("UTC")
    before = datetime.datetime(2024, 3, 31, 21, 59, 59, tzinfo=utc)  # 23:59:59 in Paris
    after = datetime.datetime(2024, 3, 31, 22, 0, tzinfo=utc)
    assert (Quarter.of(before), Quarter.of(after)) == (Quarter(2024, 1), Quarter(2024, 2))


def test_quarter_of_new_year_in_paris_is_still_december_in_greenwich():
    moment = datetime.datetime(2024, 12, 31, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert Quarter.of(moment) == Quarter(2025, 1)


def test_quarter_is_half_open():
    quarter = Quarter.parse("2024-Q2")
    assert (quarter.starts, quarter.ends) == (datetime.date(2024, 4, 1), datetime.date(2024, 7, 1))


def test_quarter_label_is_what_people_say():
    assert Quarter.parse("2024-Q2").label == "T2 2024"


@given(QUARTERS)
def test_quarters_follow_each_other_without_gap(quarter):
    assert quarter.next().starts == quarter.ends
    assert quarter.next().previous() == quarter
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize(
    "text", ["2024-Q5", "2024-Q0", "2024", "T2 2024", "24-Q2", "2024-q2", "", "0000-Q1"]
)
def test_parse_of_what_is_no_quarter_says_how_to_write_one(text):
    with pytest.raises(UnknownPeriod, match="2024-Q2"):
        Quarter.parse(text)
