"""The clock of the alliances: their days, deadlines and quarters begin at midnight in Paris.

Django's current time zone is another thing: Wagtail sets it to each user's own.
"""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

PARIS = ZoneInfo("Europe/Paris")


def day_in_paris() -> datetime.date:
    return timezone.localdate(timezone=PARIS)
