"""Reviews: who asks for one, and for which day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db.models import Model
from wagtail.models import TaskState

from cms.domain.paris import PARIS
from cms.domain.people import name_of
from cms.models.review_task import A_WEEK

SATURDAY = 5


class Request(NamedTuple):
    """A review that is waited for: who asked (perhaps nobody known), when, for which day."""

    asked_by: str
    asked_on: datetime.date
    due: datetime.date


def due(asked_on: datetime.date, days: int) -> datetime.date:
    """Return the day by which an answer is expected, on a working day.

    Public holidays are left alone: one day more or less is of no consequence here.
    """
    day = asked_on + datetime.timedelta(days=days)
    return day + datetime.timedelta(days=max(0, 7 - day.weekday())) if is_weekend(day) else day


def is_weekend(day: datetime.date) -> bool:
    return day.weekday() >= SATURDAY


def pending(thing: Model) -> TaskState | None:
    """Return the step that waits for somebody on a page or snippet.

    Asked of the steps themselves: while Wagtail announces a step, the workflow does not
    name it yet.
    """
    waiting = TaskState.objects.for_instance(thing).filter(status=TaskState.STATUS_IN_PROGRESS)
    return waiting.order_by("-pk").first()


def request_of(state: TaskState) -> Request:
    """Return what a waiting step asks.

    A host may have steps of Wagtail's own kind, without a time to answer: they get a week.
    """
    asked_on = state.started_at.astimezone(PARIS).date()
    author = state.workflow_state.requested_by
    days = getattr(state.task.specific, "days", A_WEEK)
    return Request(name_of(author) if author else "", asked_on, due(asked_on, days))
