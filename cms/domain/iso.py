"""Days and hours as programs read them."""

from __future__ import annotations

import datetime


def iso(value: datetime.date | datetime.time | None) -> str | None:
    """Return a day, or an hour without seconds, as ISO 8601 writes it; None where there is none."""
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return value.isoformat() if value else None
