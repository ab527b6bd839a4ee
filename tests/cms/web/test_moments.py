"""Days and hours as people read them."""

from __future__ import annotations

import datetime

import pytest

from cms.web.moments import day_text, hour_text, moment_text, period_text

DAY, EVE = datetime.date(2024, 2, 15), datetime.date(2023, 12, 31)
MORNING, NOON = datetime.time(9, 30), datetime.time(12)


def spaced(text: str) -> str:
    """Return a text with its no-break spaces shown as `_`."""
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ((DAY,), "jeudi 15_février 2024"),
        ((DAY, DAY), "jeudi 15_février 2024"),
        ((datetime.date(2023, 12, 1),), "vendredi 1er_décembre 2023"),
        ((DAY, None, MORNING, NOON), "jeudi 15_février 2024, de 9_h_30 à 12_h"),
        ((DAY, None, MORNING), "jeudi 15_février 2024, à 9_h_30"),
        ((DAY, None, None, NOON), "jeudi 15_février 2024, jusqu’à 12_h"),
        ((DAY, datetime.date(2024, 2, 16)), "du jeudi 15 au vendredi 16_février 2024"),
        (
            (DAY, datetime.date(2024, 2, 16), NOON, MORNING),
            "du jeudi 15 à 12_h au vendredi 16_février 2024 à 9_h_30",
        ),
        (
            (DAY, datetime.date(2024, 2, 16), NOON),
            "du jeudi 15 à 12_h au vendredi 16_février 2024",
        ),
        (
            (datetime.date(2024, 2, 29), datetime.date(2024, 3, 1)),
            "du jeudi 29_février au vendredi 1er_mars 2024",
        ),
        (
            (datetime.date(2024, 2, 1), datetime.date(2024, 2, 2)),
            "du jeudi 1er au vendredi 2_février 2024",
        ),
        (
            (EVE, datetime.date(2024, 1, 1)),
            "du dimanche 31_décembre 2023 au lundi 1er_janvier 2024",
        ),
        (
            (EVE, datetime.date(2024, 12, 31)),
            "du dimanche 31_décembre 2023 au mardi 31_décembre 2024",
        ),
    ],
)
def test_moment_is_written_as_people_say_it(moment, expected):
    assert spaced(moment_text(*moment)) == expected


@pytest.mark.parametrize(
    ("hour", "expected"), [((9, 5), "9_h_05"), ((0, 0), "0_h"), ((14, 0), "14_h")]
)
def test_hour_has_minutes_where_there_are_some(hour, expected):
    assert spaced(hour_text(datetime.time(*hour))) == expected


def test_midnight_is_an_hour_like_others():
    text = moment_text(DAY, None, datetime.time(0), datetime.time(1))
    assert spaced(text) == "jeudi 15_février 2024, de 0_h à 1_h"


def test_day_alone_has_no_weekday():
    assert spaced(day_text(datetime.date(2024, 2, 1))) == "1er_février 2024"


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (None, None, ""),
        (EVE, None, "depuis le 31_décembre 2023"),
        (None, DAY, "jusqu’au 14_février 2024"),
        (EVE, datetime.date(2024, 3, 1), "du 31_décembre 2023 au 29_février 2024"),
    ],
)
def test_period_is_written_up_to_its_last_day(starts, ends, expected):
    assert spaced(period_text(starts, ends)) == expected
