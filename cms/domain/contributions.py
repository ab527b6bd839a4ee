"""Asking members for a text or a reading, by links that open one thing and end by themselves.

A request takes one answer: of two that come at once, one wins, and a link that is late,
revoked or used writes nothing. Silence never validates: only `validate` does, which only a
member's own press of a button calls. `cms.domain.contribution_mails` sends what is due.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.domain.contribution_draft import Answer, make_draft
from cms.domain.contribution_rules import LATE_DAYS, REMINDERS, State, is_open, state_of
from cms.domain.paris import day_in_paris
from cms.domain.sanitise import plain_text
from cms.listing.tracking import tracking
from cms.models.contribution import ContributionMail, ContributionRequest

KEPT_DAYS = 180  # after the end, during which the e-mail address is kept
Kind = ContributionRequest.Kind
Mail = ContributionMail.Kind


class Closed(Exception):
    """The link takes no answer any more: it was used, revoked, or its time is over."""


class PageChanged(Exception):
    """The page is no longer what was shown to whoever validates it."""


def ask(request: ContributionRequest) -> ContributionRequest:
    """Write down a new request, with the mail that carries its link.

    Raises:
        ValidationError: something is missing.
    """
    request.full_clean()
    with transaction.atomic():
        request.save()
        request.mails.create(kind=Mail.REQUEST)
        note(request, "ask", request.created_by)
    return request


def answer(request: ContributionRequest, given: Answer) -> Page:
    """Make a draft of what a member tells.

    Raises:
        Closed: it was told already, or the link has ended; nothing is written.
    """
    with tracking():
        settle(request, Kind.INITIATIVE, answered_at=timezone.now())
        request.page = make_draft(request, given).page_ptr
        request.save(update_fields=["page"])
        note(request, "answer")
    return request.page


def validate(request: ContributionRequest, seen: str) -> None:
    """Note that a member finds its page right, and which version of it was seen.

    Raises:
        PageChanged: staff has changed it meanwhile, so that it must be read again.
        Closed: the link has ended.
    """
    with transaction.atomic():
        page = Page.objects.filter(pk=request.page_id).first()
        if page is None:
            raise Closed
        if version_of(page) != seen:
            raise PageChanged
        settle(
            request,
            Kind.PROOFREADING,
            validated_at=timezone.now(),
            revision=page.latest_revision_id,
            revision_saved_at=page.latest_revision_created_at,
        )
        note(request, "validate")


def correct(request: ContributionRequest, text: str) -> None:
    """Note what a member wants corrected. The page stays as it is: staff changes it.

    Raises:
        Closed: the link has ended.
    """
    with transaction.atomic():
        settle(request, Kind.PROOFREADING, answered_at=timezone.now(), correction=plain_text(text))
        note(request, "correct")


def version_of(page: Page) -> str:
    """Name what is saved of a page: by its date too, since autosave writes over a revision."""
    return f"{page.latest_revision_id} {page.latest_revision_created_at}"


def settle(request: ContributionRequest, kind: str, **values: Any) -> None:
    """Write a member's answer, and the notice of it to whoever asked.

    One UPDATE with its conditions, so that the database lets one of two answers win.
    """
    rows = ContributionRequest.objects.filter(is_open(day_in_paris()), pk=request.pk)
    if not rows.filter(kind=kind).update(**values):
        raise Closed
    request.refresh_from_db()
    staff = request.created_by
    if staff and staff.is_active and staff.email:
        request.mails.create(kind=Mail.NOTICE)


def extend(
    request: ContributionRequest, deadline: datetime.date, user: AbstractBaseUser | None
) -> None:
    """Give a member who has not answered another deadline; an expired link opens again.

    Raises:
        Closed: it was answered or revoked.
    """
    _change_unanswered(request, "extend", user, deadline=deadline)


def revoke(request: ContributionRequest, user: AbstractBaseUser | None) -> None:
    """Close a link for good.

    Raises:
        Closed: it was answered or revoked.
    """
    _change_unanswered(request, "revoke", user, revoked_at=timezone.now())


def resend(request: ContributionRequest, email: str) -> None:
    """Have the link sent again, to another address if need be.

    A mail that still waits is that mail: nobody gets two at once.

    Raises:
        Closed: the link has ended.
    """
    with transaction.atomic():
        rows = ContributionRequest.objects.filter(is_open(day_in_paris()), pk=request.pk)
        if not rows.update(email=email):
            raise Closed
        request.refresh_from_db()
        waiting = request.mails.filter(state=ContributionMail.State.PENDING)
        if state_of(request, day_in_paris()) != State.WAITING:
            waiting = waiting.exclude(kind__in=REMINDERS)  # it is too late for those
        if not waiting.update(next_attempt_at=timezone.now(), attempts=0):
            request.mails.create(kind=Mail.AGAIN)


def erase_addresses(day: datetime.date) -> int:
    """Forget to whom requests were sent that ended more than `KEPT_DAYS` days before a day.

    What was written to them goes too, since it may name them, and what mail servers said.
    The office stays: it tells who answered.
    """
    last = day - datetime.timedelta(days=KEPT_DAYS)
    over = Q(deadline__lt=last - datetime.timedelta(days=LATE_DAYS))
    for name in ("answered_at", "validated_at", "revoked_at"):
        over |= Q(**{f"{name}__date__lt": last})
    with transaction.atomic():
        ended = list(
            ContributionRequest.objects.filter(over).exclude(email="").values_list("pk", flat=True)
        )
        ContributionMail.objects.filter(request__in=ended).update(answer="")
        return ContributionRequest.objects.filter(pk__in=ended).update(email="", message="")


def note(request: ContributionRequest, action: str, user: AbstractBaseUser | None = None) -> None:
    """Write into the audit log of the page, or of the folder where there is none yet."""
    log(instance=request.page or request.folder, action=f"contribution.{action}", user=user)


def _change_unanswered(
    request: ContributionRequest, action: str, user: AbstractBaseUser | None, **values: Any
) -> None:
    with transaction.atomic():
        rows = ContributionRequest.objects.filter(
            pk=request.pk, answered_at=None, validated_at=None, revoked_at=None
        )
        if not rows.update(**values):
            raise Closed
        request.refresh_from_db()
        note(request, action, user)
