"""Delivering a dispatch: each recipient one mail, whatever stops whom and when.

The contract: no recipient is lost, none whose outcome is known gets a second mail, and
one whose outcome is not is shown and left alone. Truth is in the rows of `Delivery`:
a worker leases up to ten of them, and writes `claimed` just before it hands a mail over,
so that a worker that dies leaves one unknown outcome behind and nine that are untouched.
Exactly once does not exist over SMTP (RFC 1047 says why).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from newsletter.domain import message
from newsletter.domain.message import Recipient
from newsletter.domain.transports import Accepted, NotReached, Outcome, Transport, Unknown
from newsletter.models import Delivery, Dispatch, Edition, IssuePage, Subscription

logger = logging.getLogger(__name__)

State = Delivery.State
CLAIM = 10
LEASE = timedelta(seconds=20)
"""How long a dead worker's rows rest. Too short does no harm: see `_hand_over`."""
GIVE_UP_AFTER = timedelta(hours=24)
FAILURES = 2
"""Mails in a row that meet a mute server before a run stops, rather than try everybody."""
BACKOFF = (1, 5, 15, 60, 120)
"""Minutes before a mail refused for now is tried again; the last one repeats."""

Progress = Callable[[Delivery], None]


def deliver(
    dispatch: Dispatch, transport: Transport, progress: Progress = lambda delivery: None
) -> None:
    """Send what is due and free, and return when there is nothing more to do now.

    May be stopped at any instant and run again, also several times at once.

    Raises:
        NotReached: the server fails again and again; what was not sent stays due.
    """
    Edition.objects.filter(pk=dispatch.edition_id, state=Edition.State.FROZEN).update(
        state=Edition.State.SENDING
    )
    settle_interrupted(dispatch)
    holder, failures = str(uuid4()), 0
    try:
        while rows := claim(dispatch, holder):
            for delivery in rows:
                outcome = _hand_over(delivery, dispatch, transport, holder)
                failures = failures + 1 if isinstance(outcome, NotReached | Unknown) else 0
                progress(delivery)
                if failures >= FAILURES:
                    raise NotReached(str(outcome))
    finally:
        _release(holder)
    finish(dispatch)


def due(dispatch: Dispatch) -> models.QuerySet[Delivery]:
    """Return the deliveries that may be sent now and that no worker holds."""
    now = timezone.now()
    return dispatch.deliveries.filter(
        models.Q(next_attempt_at=None) | models.Q(next_attempt_at__lte=now),
        models.Q(leased_until=None) | models.Q(leased_until__lte=now),
        state=State.PENDING,
    )


def claim(dispatch: Dispatch, holder: str) -> list[Delivery]:
    """Lease the next deliveries to a worker; of two that race, the database lets one win."""
    chosen = list(due(dispatch).order_by("pk").values_list("pk", flat=True)[:CLAIM])
    with transaction.atomic(durable=True):
        due(dispatch).filter(pk__in=chosen).update(
            leased_until=timezone.now() + LEASE, leased_by=holder
        )
    held = dispatch.deliveries.filter(leased_by=holder, state=State.PENDING)
    return list(held.select_related("subscription").order_by("pk"))


def settle_interrupted(dispatch: Dispatch) -> int:
    """Mark as unknown what a worker handed over and did not live to report."""
    return dispatch.deliveries.filter(state=State.CLAIMED, leased_until__lte=timezone.now()).update(
        state=State.UNKNOWN,
        answer="L’envoi s’est interrompu avant la réponse du serveur : la lettre est peut-être "
        "arrivée.",
        settled_at=timezone.now(),
    )


def finish(dispatch: Dispatch) -> bool:
    """Close the dispatch when no recipient is left to serve; tell whether it is closed."""
    open_ones = dispatch.deliveries.filter(state__in=(State.PENDING, State.CLAIMED))
    if open_ones.exists():
        return False
    with transaction.atomic():
        if Edition.objects.filter(
            pk=dispatch.edition_id, state__in=(Edition.State.FROZEN, Edition.State.SENDING)
        ).update(state=Edition.State.SENT):
            Dispatch.objects.filter(pk=dispatch.pk).update(finished_at=timezone.now())
            if issue := IssuePage.objects.filter(edition=dispatch.edition_id).first():
                log(instance=issue, action="newsletter.sent")
    return True


def _hand_over(
    delivery: Delivery, dispatch: Dispatch, transport: Transport, holder: str
) -> Outcome | NotReached | None:
    """Send one mail and write down what became of it; None when nothing was sent.

    The row is taken by a condition: a worker that was so slow that its lease went to
    another finds nothing left to take, and sends nothing.
    """
    mine = Delivery.objects.filter(pk=delivery.pk, leased_by=holder)
    subscription = delivery.subscription
    if subscription is None or _has_left(subscription):
        _write(delivery, mine.filter(state=State.PENDING), State.WITHDRAWN, "")
        return None
    key = f"{dispatch.sha256[:16]}.{delivery.pk}"
    message_id = f"{key}@{dispatch.sender.rpartition('@')[2]}"
    mail = message.personal(
        bytes(dispatch.message),
        dispatch.placeholder,
        Recipient(delivery.address, subscription.token, message_id),
    )
    with transaction.atomic(durable=True):
        until = timezone.now() + LEASE
        Delivery.objects.filter(leased_by=holder, state=State.PENDING).update(leased_until=until)
        if not mine.filter(state=State.PENDING).update(state=State.CLAIMED):
            return None
    try:
        outcome = transport.send(key, dispatch.sender, delivery.address, mail)
    except NotReached as error:
        _try_later(delivery, mine, str(error))
        return error
    if isinstance(outcome, Accepted):
        _write(delivery, mine, State.ACCEPTED, outcome.answer)
    elif isinstance(outcome, Unknown):
        logger.warning("delivery %d: outcome unknown (%s)", delivery.pk, outcome.answer)
        _write(delivery, mine, State.UNKNOWN, outcome.answer)
    elif outcome.for_now and timezone.now() - dispatch.frozen_at < GIVE_UP_AFTER:
        _try_later(delivery, mine, outcome.answer)
    else:
        logger.warning("delivery %d: refused (%s)", delivery.pk, outcome.answer)
        _write(delivery, mine, State.REFUSED, outcome.answer)
    return outcome


def _has_left(subscription: Subscription) -> bool:
    """Ask now, not at freezing: who leaves meanwhile gets nothing more."""
    return not Subscription.objects.filter(
        pk=subscription.pk, state=Subscription.State.ACTIVE
    ).exists()


def _try_later(delivery: Delivery, mine: models.QuerySet[Delivery], answer: str) -> None:
    minutes = BACKOFF[min(delivery.attempts, len(BACKOFF) - 1)]
    mine.filter(state=State.CLAIMED).update(
        state=State.PENDING,
        answer=answer,
        attempts=delivery.attempts + 1,
        next_attempt_at=timezone.now() + timedelta(minutes=minutes),
        leased_until=None,
        leased_by="",
    )
    delivery.refresh_from_db()


def _write(delivery: Delivery, mine: models.QuerySet[Delivery], state: str, answer: str) -> None:
    """Write an outcome, also over `unknown`: another worker may have settled a slow one so,
    and the one who sent it knows better."""
    mine.exclude(state__in=(State.ACCEPTED, State.REFUSED)).update(
        state=state, answer=answer, attempts=delivery.attempts + 1, settled_at=timezone.now()
    )
    delivery.refresh_from_db()


def _release(holder: str) -> None:
    """Give back what was leased and not handed over."""
    Delivery.objects.filter(leased_by=holder, state=State.PENDING).update(
        leased_until=None, leased_by=""
    )
