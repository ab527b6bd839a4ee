"""Subscribing and unsubscribing: the state changes and its proof is written, or neither."""

from __future__ import annotations

import hashlib
import hmac
import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from newsletter.models import ConsentRecord, SeriesPage, Subscriber, Subscription

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Evidence:
    """How someone came on or off a list: the words they saw, by what means, where, by whom."""

    wording: str
    method: str
    source: str = ""
    recorded_by: str = ""


def address_hash(email: str) -> str:
    """Return the keyed fingerprint that still knows an address after its erasure.

    Keyed, because a plain hash of an address can be reversed by trying addresses; by a
    setting of its own, because rotating `SECRET_KEY` must not lose who objected.
    """
    key = settings.NEWSLETTER_HASH_KEY.encode()
    return hmac.new(key, email.strip().lower().encode(), hashlib.sha256).hexdigest()


def normal_address(email: str) -> str:
    """Return an address as it is stored: lower case, its domain in ASCII (RFC 5890).

    Raises:
        ValidationError: it is none.
    """
    email = email.strip().lower()
    validate_email(email)
    local, _, domain = email.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise ValidationError("Cette adresse électronique n’existe pas.") from error


def subscribe(
    series: SeriesPage,
    email: str,
    evidence: Evidence,
    *,
    basis: str = Subscription.Basis.CONSENT,
    **office: object,
) -> Subscription:
    """Subscribe an address to a series and record the proof in the same transaction.

    Subscribing again an address that left gives it a new line in the ledger; subscribing
    one that is there changes its basis if that differs, and otherwise nothing.

    Args:
        basis: `consent`, with the wording shown, or `office`, with the keywords `office`
            (its name), `office_starts` and `office_ends`.

    Raises:
        ValidationError: the address is none, or what the basis needs is missing.
    """
    email = normal_address(email)
    if basis == Subscription.Basis.CONSENT and not evidence.wording.strip():
        raise ValidationError(
            {"wording": "Recopiez le texte que la personne a accepté : c’est la preuve."}
        )
    values = {"office": "", "office_starts": None, "office_ends": None, **office, "basis": basis}
    with transaction.atomic():
        subscriber, _ = Subscriber.objects.get_or_create(email=email)
        found = Subscription.objects.filter(subscriber=subscriber, series=series).first()
        subscription = found or Subscription(subscriber=subscriber, series=series)
        same = all(getattr(subscription, name) == value for name, value in values.items())
        if found and same and found.state == Subscription.State.ACTIVE:
            return found
        for name, value in values.items():
            setattr(subscription, name, value)
        subscription.state = Subscription.State.ACTIVE
        subscription.unsubscribed_at = None
        subscription.full_clean()
        subscription.save()
        _record(ConsentRecord.Event.SUBSCRIBED, subscription, evidence)
    return subscription


def unsubscribe(subscription: Subscription, evidence: Evidence) -> bool:
    """Take a subscription off the list and record it; False when it already was.

    Idempotent: mail providers repeat one-click requests, and people click twice.
    """
    with transaction.atomic():
        left = Subscription.objects.filter(
            pk=subscription.pk, state=Subscription.State.ACTIVE
        ).update(state=Subscription.State.UNSUBSCRIBED, unsubscribed_at=timezone.now())
        subscription.refresh_from_db()
        if not left:
            return False
        _record(ConsentRecord.Event.UNSUBSCRIBED, subscription, evidence)
    logger.info("subscription %d withdrawn by %s", subscription.pk, evidence.method)
    return True


def _record(event: str, subscription: Subscription, evidence: Evidence) -> None:
    series = subscription.series
    ConsentRecord.objects.create(
        event=event,
        subscriber_hash=address_hash(subscription.subscriber.email),
        series_key=series.translation_key,
        series_title=series.title,
        basis=subscription.basis,
        office=subscription.office,
        wording=evidence.wording,
        method=evidence.method,
        source=evidence.source,
        recorded_by=evidence.recorded_by,
    )
