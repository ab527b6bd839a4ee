"""Sending the mails of contributions: each once, whatever stops whom and when.

Truth is in the rows of `ContributionMail`. One is `claimed` just before it is handed over,
by an UPDATE that also asks whether its request still waits: nobody is reminded of what was
answered. A failure that is known is tried again, later and later; an outcome that nobody
knows is shown to staff and left alone (RFC 1047 says why it cannot be told).
"""

from __future__ import annotations

import logging
import smtplib
import socket
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cms.domain.contribution_rules import REMINDERS, State, in_state, is_open, reminder_due
from cms.domain.paris import day_in_paris
from cms.models.alliance import Alliance
from cms.models.contribution import ContributionMail, ContributionRequest
from cms.web.moments import moment_text

logger = logging.getLogger(__name__)

Kind = ContributionRequest.Kind
Mail = ContributionMail.Kind
Fate = ContributionMail.State
MOST = 20  # in one tick: the others are due at the next
LEASE = timedelta(minutes=5)  # longer than any conversation with a mail server
BACKOFF = (5, 30, 120, 720)  # minutes before the next attempt; then staff must look


class Message(EmailMultiAlternatives):
    """A mail that knows whether the mail server was reached before something failed."""

    handed_over = False

    def message(self, **kwargs: Any) -> Any:  # asked for when the connection stands
        self.handed_over = True
        return super().message(**kwargs)


def send_due() -> None:
    """Send what is due. May be stopped at any instant and run again, also twice at once."""
    now = timezone.now()
    ContributionMail.objects.filter(state=Fate.CLAIMED, claimed_at__lt=now - LEASE).update(
        state=Fate.UNKNOWN, answer="L’envoi s’est interrompu : le courriel est peut-être parti."
    )
    make_reminders()
    for mail in due()[:MOST]:
        send(mail)


def send_of(request_id: int) -> None:
    """Send what is due of one request, for whoever waits to see what becomes of it."""
    for mail in due().filter(request=request_id):
        send(mail)


def make_reminders() -> None:
    """Write down the reminders whose day has come; whoever awaits a mail gets none on top."""
    today = day_in_paris()
    soon = today + timedelta(days=max(REMINDERS.values()))
    waiting = (
        ContributionRequest.objects.filter(in_state(State.WAITING, today), deadline__lte=soon)
        .exclude(mails__state=Fate.PENDING)
        .prefetch_related("mails")
    )
    due = [
        ContributionMail(request=request, kind=kind)
        for request in waiting
        if (kind := reminder_due(request, {mail.kind for mail in request.mails.all()}, today))
    ]
    # Another tick may have been quicker: the database keeps one of each.
    ContributionMail.objects.bulk_create(due, ignore_conflicts=True)


def due() -> models.QuerySet[ContributionMail]:
    """Return what may be sent now: to members whose answer is awaited, to staff any time."""
    today = day_in_paris()
    waiting = ContributionRequest.objects.filter(is_open(today)).exclude(email="")
    in_time = ContributionRequest.objects.filter(in_state(State.WAITING, today))
    return (
        ContributionMail.objects.filter(state=Fate.PENDING, next_attempt_at__lte=timezone.now())
        .filter(Q(kind=Mail.NOTICE) | Q(request__in=waiting.values("pk")))
        .filter(~Q(kind__in=REMINDERS) | Q(request__in=in_time.values("pk")))
        .order_by("next_attempt_at", "pk")
    )


def send(mail: ContributionMail) -> None:
    """Send one mail and write down what became of it; nothing where it is no longer due."""
    message = written(mail)
    with transaction.atomic(durable=True):
        if (
            not due()
            .filter(pk=mail.pk)
            .update(state=Fate.CLAIMED, claimed_at=timezone.now(), attempts=F("attempts") + 1)
        ):
            return
    mail.refresh_from_db()
    try:
        message.send()
    except OSError as error:  # every SMTPException is one
        settle_failure(mail, error, handed_over=message.handed_over)
    else:
        settle(mail, Fate.SENT, "", sent_at=timezone.now())


def settle_failure(mail: ContributionMail, error: OSError, *, handed_over: bool) -> None:
    refused = isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)
    reason = words(error)
    logger.warning("contribution mail %d was not sent: %s", mail.pk, type(error).__name__)
    if handed_over and not refused:
        settle(mail, Fate.UNKNOWN, reason)
    elif mail.attempts > len(BACKOFF):
        settle(mail, Fate.FAILED, reason)
    else:
        later = timezone.now() + timedelta(minutes=BACKOFF[mail.attempts - 1])
        settle(mail, Fate.PENDING, reason, next_attempt_at=later)


def settle(mail: ContributionMail, state: str, answer: str, **values: Any) -> None:
    ContributionMail.objects.filter(pk=mail.pk).update(state=state, answer=answer, **values)


def words(error: OSError) -> str:
    """Say in French what failed; never credentials, which some messages hold."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return "Le serveur de courrier refuse notre mot de passe."
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            return f"Le serveur de courrier refuse cette adresse ({code} {decoded(said)})."
        case smtplib.SMTPResponseException():
            said = decoded(error.smtp_error)
            return f"Le serveur de courrier refuse le courriel ({error.smtp_code} {said})."
        case ConnectionRefusedError() | socket.gaierror():
            return "Le serveur de courrier ne peut être joint."
        case TimeoutError() | smtplib.SMTPServerDisconnected():
            return "Le serveur de courrier ne répond pas, ou a coupé la connexion."
    return "Le courriel n’a pas pu être remis au serveur de courrier."


def decoded(said: bytes | str) -> str:
    return (said.decode(errors="replace") if isinstance(said, bytes) else said)[:300]


def written(mail: ContributionMail) -> Message:
    """Return the mail itself: text first, the same as simple HTML beside it."""
    request = mail.request
    staff = request.created_by
    if mail.kind == Mail.NOTICE:
        name, recipients, reply_to = "notice", [staff.email] if staff else [], []
    else:
        name, recipients = request.kind, [request.email]
        reply_to = [staff.email] if staff and staff.email else []
    context = {
        "request": request,
        "title": title_of(request),
        "deadline": moment_text(request.deadline),
        "alliance": alliance_name(request),
        "link": link_of(request),
        "screen": screen_of(request),
        "reminder": mail.kind in REMINDERS,
        "subject": subject_of(mail),
        "staff": staff.get_full_name() if staff else "",
    }
    folder = "passeur_cms/contributions/mail"
    message = Message(
        context["subject"],
        render_to_string(f"{folder}/{name}.txt", context),
        to=recipients,
        reply_to=reply_to,
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834, section 5
    )
    message.attach_alternative(render_to_string(f"{folder}/{name}.html", context), "text/html")
    return message


def subject_of(mail: ContributionMail) -> str:
    """Return the subject on one line: a title may hold anything."""
    request, title = mail.request, title_of(mail.request)
    if mail.kind == Mail.NOTICE:
        said = "Validée" if request.validated_at else "Réponse reçue"
        text = f"{said}\u00a0: {title}"
    elif request.kind == Kind.INITIATIVE:
        text = f"{alliance_name(request)}\u00a0: racontez-nous une initiative en dix minutes"
    else:
        text = f"{alliance_name(request)}\u00a0: merci de relire «\u00a0{title}\u00a0»"
    prefix = "Rappel – " if mail.kind in REMINDERS else ""
    return " ".join(f"{prefix}{text}".splitlines())


def title_of(request: ContributionRequest) -> str:
    return request.page.get_admin_display_title() if request.page else request.folder.title


def link_of(request: ContributionRequest) -> str:
    """Return the whole address of the link, on the site of the member's folder."""
    name = "contribute" if request.kind == Kind.INITIATIVE else "proofread"
    site = request.folder.get_site()
    root = site.root_url if site else base_address()
    return f"{root}{reverse(f'passeur_web:{name}', args=[request.token])}"


def screen_of(request: ContributionRequest) -> str:
    """Return where staff sees the request."""
    return f"{base_address()}{reverse('contributions:show', args=[request.pk])}"


def base_address() -> str:
    return (getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "").rstrip("/")


def alliance_name(request: ContributionRequest) -> str:
    site = request.folder.get_site()
    alliance = Alliance.objects.filter(site=site).first()
    return alliance.name if alliance else (site.site_name if site else "")
