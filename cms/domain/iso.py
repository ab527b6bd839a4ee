"""Days as programs read them."""

from __future__ import annotations

import datetime


def iso(day: datetime.date | None) -> str | None:
    """Return a day as ISO 8601 writes it, None where there is none."""
    return day.isoformat() if day else None
