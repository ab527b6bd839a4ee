"""Freezing an issue: from here on, neither its recipients nor its bytes can change."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.domain import authoring
from cms.domain.paris import PARIS
from newsletter.domain import letter as letters
from newsletter.domain import message, render, text_part
from newsletter.domain.images import keep, shown_by
from newsletter.domain.letter import Letter
from newsletter.models import (
    Delivery,
    Dispatch,
    Edition,
    IssueItem,
    IssuePage,
    SeriesPage,
    Subscription,
)
from newsletter.models.subscribers import new_token

logger = logging.getLogger(__name__)


class CannotFreeze(Exception):
    """Nothing was frozen and nothing changed; the message is a French sentence for staff."""


@dataclass(frozen=True)
class Bytes:
    """Everything of a letter that will be sent or shown, made before anything is written."""

    html: str
    text: str
    archive_html: str
    message: bytes
    placeholder: str


def freeze(edition: Edition, *, user: AbstractBaseUser | None = None) -> Dispatch:
    """Render, keep the pictures, then publish and freeze in one transaction.

    Pictures come first: files cannot be rolled back, but being named by their content they
    harm nobody. Then recipients, bytes and the state change become true together.

    Raises:
        CannotFreeze: it was frozen or edited meanwhile, or there is no room left.
        InvalidLetter: a template is not sound.
    """
    issue = latest(edition)
    revision = issue.latest_revision_id
    letter = letters.read(issue, edition)
    try:
        made = make_bytes(letter, edition.series)
        with transaction.atomic():
            return _freeze(edition, revision, letter, made, user)
    except (OSError, DatabaseError) as error:
        logger.exception("freezing the issue of page %s failed", edition.issue_id)
        raise CannotFreeze(
            "La lettre n’a pas pu être enregistrée : le disque est plein, ou un fichier ne peut "
            "être ni lu ni écrit. Rien n’a été envoyé ni publié : faites de la place, puis "
            "recommencez."
        ) from error


def latest(edition: Edition) -> IssuePage:
    """Return the issue as it was last saved, published or not: that is what gets sent."""
    return IssuePage.objects.get(pk=edition.issue_id).get_latest_revision_as_object()


def make_bytes(letter: Letter, series: SeriesPage) -> Bytes:
    """Render a letter for mail and for the archive, and keep its pictures."""
    placeholder = new_token()
    address = message.unsubscribe_url(placeholder)
    show = shown_by(keep)
    html = render.html(letter, show, address)
    text = text_part.render(letter, address)
    return Bytes(
        html=html,
        text=text,
        archive_html=render.html(letter, show),
        message=message.freeze(series, letter.subject, html, text, placeholder),
        placeholder=placeholder,
    )


def _freeze(
    edition: Edition,
    revision: int | None,
    letter: Letter,
    made: Bytes,
    user: AbstractBaseUser | None,
) -> Dispatch:
    before = (Edition.State.DRAFT, Edition.State.APPROVED)
    won = Edition.objects.filter(pk=edition.pk, state__in=before).update(state=Edition.State.FROZEN)
    if not won:
        raise CannotFreeze("Ce numéro est déjà figé ou envoyé.")
    issue = IssuePage.objects.get(pk=edition.issue_id)
    if issue.latest_revision_id != revision:
        raise CannotFreeze("Le numéro vient d’être modifié : relisez-le, puis recommencez.")
    recipients, exclusions = recipients_of(edition.series)
    if not recipients:
        raise CannotFreeze("Cette lettre n’a aucun destinataire.")
    dispatch = Dispatch.objects.create(
        edition=edition,
        subject=letter.subject,
        html=made.html,
        text=made.text,
        archive_html=made.archive_html,
        message=made.message,
        sha256=sha256(made.message).hexdigest(),
        placeholder=made.placeholder,
        sender=edition.series.sender_address,
        candidates=len(recipients) + sum(exclusions.values()),
        exclusions=exclusions,
    )
    Delivery.objects.bulk_create(
        (
            Delivery(dispatch=dispatch, subscription=each, address=each.subscriber.email)
            for each in recipients
        ),
        batch_size=500,
    )
    IssueItem.objects.bulk_create(
        IssueItem(
            dispatch=dispatch,
            page_id=shown.page_id,
            uid=shown.uid,
            title=shown.title[:255],
            member=shown.member,
            section=section,
        )
        for section, shown in letter.shown()
    )
    authoring.publish(issue, user=user)
    log(instance=issue, action="newsletter.freeze", user=user, data={"recipients": len(recipients)})
    edition.refresh_from_db()
    return dispatch


def recipients_of(series: SeriesPage) -> tuple[list[Subscription], dict[str, int]]:
    """Sort the candidates: those who receive today, and how many do not, by reason.

    Candidates are recipients plus exclusions, so that nobody falls between the two.
    """
    today = timezone.now().astimezone(PARIS).date()
    recipients, exclusions = [], Counter[str]()
    for subscription in series.subscriptions.select_related("subscriber").order_by("pk"):
        if reason := subscription.exclusion(today):
            exclusions[reason] += 1
        else:
            recipients.append(subscription)
    return recipients, dict(exclusions)
