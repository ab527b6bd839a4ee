"""Days and hours as people read them in French."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format


def moment_text(
    first: datetime.date,
    last: datetime.date | None = None,
    starts: datetime.time | None = None,
    ends: datetime.time | None = None,
) -> str:
    """Write « jeudi 15 février 2024, de 9 h 30 à 12 h », or from a day to another.

    `starts` belongs to the first day and `ends` to the last. A month or a year that both
    days share is written once.
    """
    if last is None or last == first:
        return f"{_weekday(first)} {day_text(first)}{_hours(starts, ends)}"
    begin = day_text(first)
    if first.year == last.year:
        begin = _day(first) if first.month == last.month else _day_and_month(first)
    return (
        f"du {_weekday(first)} {begin}{_at(starts)} au {_weekday(last)} {day_text(last)}{_at(ends)}"
    )


def day_text(day: datetime.date) -> str:
    """Write « 1er décembre 2023 »."""
    return f"{_day_and_month(day)} {day.year}"


def period_text(starts: datetime.date | None, ends: datetime.date | None) -> str:
    """Write « depuis le 1er janvier 2021 », « du … au … »; `ends` is the day after the last."""
    last = day_text(ends - datetime.timedelta(days=1)) if ends else ""
    if starts and last:
        return f"du {day_text(starts)} au {last}"
    if starts:
        return f"depuis le {day_text(starts)}"
    return f"jusqu’au {last}" if last else ""


def hour_text(hour: datetime.time) -> str:
    """Write « 9 h 30 », « 12 h »."""
    minutes = f"\u00a0{hour:%M}" if hour.minute else ""
    return f"{hour.hour}\u00a0h{minutes}"


def _weekday(day: datetime.date) -> str:
    return date_format(day, "l")


def _day(day: datetime.date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _day_and_month(day: datetime.date) -> str:
    return f"{_day(day)}\u00a0{date_format(day, 'F')}"


def _at(hour: datetime.time | None) -> str:
    return f" à {hour_text(hour)}" if hour else ""


def _hours(starts: datetime.time | None, ends: datetime.time | None) -> str:
    if starts and ends:
        return f", de {hour_text(starts)} à {hour_text(ends)}"
    if ends:
        return f", jusqu’à {hour_text(ends)}"
    return f",{_at(starts)}" if starts else ""
