"""Where a request for a contribution stands on a day, and when its member is reminded."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import Q, TextChoices

from cms.domain.paris import PARIS
from cms.models.contribution import ContributionMail, ContributionRequest

WEEKS = 3  # that a member has, unless staff says otherwise
LATE_DAYS = 7  # after the deadline, during which a link still takes an answer
Mail = ContributionMail.Kind
# How many days before the deadline each reminder is due, the last one first.
REMINDERS = {Mail.SECOND_REMINDER: 2, Mail.FIRST_REMINDER: 7}


class State(TextChoices):
    WAITING = "waiting", "En attente"
    LATE = "late", "En retard"
    EXPIRED = "expired", "Expirée"
    ANSWERED = "answered", "Répondue"
    VALIDATED = "validated", "Validée"
    REVOKED = "revoked", "Révoquée"


def state_of(request: ContributionRequest, day: datetime.date) -> State:
    """Return where a request stands on a day."""
    if request.revoked_at:
        return State.REVOKED
    if request.validated_at:
        return State.VALIDATED
    if request.answered_at:
        return State.ANSWERED
    if day <= request.deadline:
        return State.WAITING
    return State.LATE if day <= last_day(request.deadline) else State.EXPIRED


def in_state(state: str, day: datetime.date) -> Q:
    """Return the same rule for the database: which requests stand so on a day."""
    closing = day - datetime.timedelta(days=LATE_DAYS)
    silent = Q(revoked_at=None, answered_at=None, validated_at=None)
    return {
        State.REVOKED: ~Q(revoked_at=None),
        State.VALIDATED: Q(revoked_at=None) & ~Q(validated_at=None),
        State.ANSWERED: Q(revoked_at=None) & ~Q(answered_at=None),
        State.WAITING: silent & Q(deadline__gte=day),
        State.LATE: silent & Q(deadline__lt=day, deadline__gte=closing),
        State.EXPIRED: silent & Q(deadline__lt=closing),
    }[State(state)]


def is_open(day: datetime.date) -> Q:
    """Return which requests take an answer on a day."""
    return in_state(State.WAITING, day) | in_state(State.LATE, day)


def last_day(deadline: datetime.date) -> datetime.date:
    """Return the last day on which a link takes an answer."""
    return deadline + datetime.timedelta(days=LATE_DAYS)


def reminder_due(
    request: ContributionRequest, made: Collection[str], day: datetime.date
) -> str | None:
    """Return the reminder to make on a day, given the kinds of mail that were made.

    Never both: whoever missed the first gets the second alone. None for a reminder whose
    day lay before the request, and none once the deadline is over.
    """
    if state_of(request, day) != State.WAITING or Mail.SECOND_REMINDER in made:
        return None
    asked = request.created_at.astimezone(PARIS).date()
    for kind, days in REMINDERS.items():
        due = request.deadline - datetime.timedelta(days=days)
        if due <= day:
            return kind if asked < due and kind not in made else None
    return None
