"""Sending an issue from start to end: check, freeze, deliver, say what became of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from newsletter.domain.deliver import CLAIM, State, deliver, due, settle_interrupted
from newsletter.domain.freeze import CannotFreeze, freeze
from newsletter.domain.preflight import Problem, preflight
from newsletter.domain.transports import NotReached, connect
from newsletter.domain.validate import InvalidLetter
from newsletter.models import Delivery, Dispatch, Edition, IssuePage

logger = logging.getLogger(__name__)

POLL = 1.0


class CannotSend(Exception):
    """Nothing was sent. `problems` says why, in French sentences for staff."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem.message for problem in problems))
        self.problems = problems


def prepare(issue: IssuePage, *, user: AbstractBaseUser | None = None) -> Dispatch:
    """Return the issue's dispatch, freezing it if that was not done: sending may follow.

    Raises:
        CannotSend: it is not ready, or could not be frozen.
    """
    edition = Edition.objects.filter(issue=issue).select_related("series", "topic").first()
    if edition and (found := Dispatch.objects.filter(edition=edition).first()):
        return found
    if blocking := [problem for problem in preflight(issue) if problem.blocking]:
        raise CannotSend(blocking)
    try:
        return freeze(edition, user=user)
    except (CannotFreeze, InvalidLetter) as error:
        raise CannotSend([Problem(str(error))]) from error


def run(
    dispatch: Dispatch,
    *,
    progress: Callable[[Delivery], None] = lambda delivery: None,
    waiting: Callable[[int], None] | None = None,
) -> None:
    """Deliver what can be delivered now; a mute server ends the run, and loses nothing.

    Args:
        waiting: given, the run also waits for what another worker holds, alive or dead,
            and calls it each second with how many those are.
    """
    try:
        with connect() as transport:
            deliver(dispatch, transport, progress)
            while waiting and (held := _held(dispatch)):
                waiting(held)
                time.sleep(POLL)
                if due(dispatch).exists() or settle_interrupted(dispatch):
                    deliver(dispatch, transport, progress)
    except NotReached as error:
        logger.error("dispatch %d: the mail server cannot be reached (%s)", dispatch.pk, error)


def _held(dispatch: Dispatch) -> int:
    return dispatch.deliveries.filter(
        state__in=(State.PENDING, State.CLAIMED), leased_until__isnull=False
    ).count()


def resumable() -> list[Dispatch]:
    """Return the dispatches that the tick may take up again by itself.

    Not one with many unknown outcomes: a server that takes mails and never answers would
    make all recipients unknown, one after the other. A person looks first.
    """
    now = timezone.now()
    unfinished = Dispatch.objects.filter(
        finished_at=None, edition__state__in=(Edition.State.FROZEN, Edition.State.SENDING)
    )
    return [
        dispatch
        for dispatch in unfinished
        if dispatch.deliveries.filter(state=State.UNKNOWN).count() < CLAIM
        and (
            due(dispatch).exists()
            or dispatch.deliveries.filter(state=State.CLAIMED, leased_until__lte=now).exists()
        )
    ]
