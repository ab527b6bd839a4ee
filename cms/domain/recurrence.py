"""The days on which a group meets again, after a meeting, by a rhythm that people say."""

from __future__ import annotations

import calendar
import datetime
from enum import StrEnum


class Rhythm(StrEnum):
    WEEKS = "weeks"
    MONTH_WEEKDAY = "month_weekday"
    MONTH_DAY = "month_day"


def following(
    start: datetime.date, rhythm: Rhythm, count: int, *, weeks: int = 1
) -> list[datetime.date]:
    """Return the days of the next meetings, one each so many weeks or one each month.

    A month keeps the weekday (the third Thursday) or the day (the 15th). A month that has no
    fifth Thursday, or no 31st, has the last one it has.
    """
    steps = range(1, count + 1)
    if rhythm is Rhythm.WEEKS:
        return [start + datetime.timedelta(weeks=weeks * step) for step in steps]
    same = _same_weekday if rhythm is Rhythm.MONTH_WEEKDAY else _same_day
    return [same(start, *_month_after(start, step)) for step in steps]


def _month_after(start: datetime.date, months: int) -> tuple[int, int]:
    years, month = divmod(start.month - 1 + months, 12)
    return start.year + years, month + 1


def _same_day(start: datetime.date, year: int, month: int) -> datetime.date:
    _, last = calendar.monthrange(year, month)
    return datetime.date(year, month, min(start.day, last))


def _same_weekday(start: datetime.date, year: int, month: int) -> datetime.date:
    first, last = calendar.monthrange(year, month)
    day = 1 + (start.weekday() - first) % 7 + (start.day - 1) // 7 * 7
    return datetime.date(year, month, day if day <= last else day - 7)
