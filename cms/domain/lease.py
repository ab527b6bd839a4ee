"""Rows that one process at a time may work on, without waiting and without locks.

A row is leased until a time. A process that dies loses its lease by the clock, so nothing
has to be freed by hand; one that lives renews it between two steps and stops when it finds
it lost. Claims are single UPDATE statements: of two that race, the database lets one win.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone


class Leased(models.Model):
    """Mixin of a model whose rows are worked on by one process at a time."""

    leased_until = models.DateTimeField(null=True, editable=False, db_index=True)
    leased_by = models.CharField(max_length=36, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def is_leased(self) -> bool:
        return self.leased_until is not None and self.leased_until > timezone.now()


def claim(rows: models.QuerySet, duration: timedelta) -> str | None:
    """Lease those of the rows that nobody holds; return the holder's name, None for no row.

    The caller finds its rows by `leased_by` and gives the name back to `renew` and `release`.
    """
    now = timezone.now()
    holder = str(uuid4())
    free = models.Q(leased_until=None) | models.Q(leased_until__lte=now)
    taken = rows.filter(free).update(leased_until=now + duration, leased_by=holder)
    return holder if taken else None


def renew(rows: models.QuerySet, holder: str, duration: timedelta) -> bool:
    """Prolong the holder's leases; False when another has taken them, and one must stop."""
    until = timezone.now() + duration
    return bool(rows.filter(leased_by=holder).update(leased_until=until))


def release(rows: models.QuerySet, holder: str) -> None:
    """Give the holder's rows back; rows that another has taken meanwhile are left alone."""
    rows.filter(leased_by=holder).update(leased_until=None, leased_by="")
