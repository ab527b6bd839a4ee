"""What holds of a session's days and hours.

`starts` is an hour of the first day and `ends` one of the last, as in calendars: a seminar
of two days may begin at 14:00 and end at noon.
"""

from __future__ import annotations

import datetime

Day = datetime.date | None
Hour = datetime.time | None


def problems(first: Day, last: Day, starts: Hour, ends: Hour) -> dict[str, str]:
    """Return what cannot be, as a sentence for each field in question."""
    if first is None:
        return {"date": "Indiquez le premier jour."} if last or starts or ends else {}
    if last and last < first:
        return {"last_day": "Le dernier jour ne peut pas précéder le premier."}
    if starts and ends and ends <= starts and last in (None, first):
        return {"ends": "L’heure de fin doit venir après l’heure de début."}
    return {}


def is_over(first: Day, last: Day, today: datetime.date) -> bool:
    """Tell whether the last day is behind us; a session without a day is still to come."""
    return first is not None and (last or first) < today


def takes_registrations(first: Day, last: Day, deadline: Day, today: datetime.date) -> bool:
    """Tell whether one may still register: through the deadline's day, never afterwards."""
    return not is_over(first, last, today) and (deadline is None or today <= deadline)
