from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from newsletter.domain.consent import Evidence, address_hash, subscribe, unsubscribe
from newsletter.models import ConsentRecord, Subscriber, Subscription
from newsletter.models.consent import LedgerIsAppendOnly
from tests.factories.newsletter import ASKED, make_subscription

LEFT = Evidence(wording="Me désinscrire", method="page")


def test_subscribe_keeps_the_words_that_were_shown(series):
    subscription = subscribe(series, " Camille@Example.ORG ", ASKED)
    record = ConsentRecord.objects.get()
    assert subscription.subscriber.email == "camille@example.org"
    assert record.wording == "J’accepte de recevoir la lettre."
    assert (record.event, record.method, record.basis) == ("subscribed", "essai", "consent")
    assert record.subscriber_hash == address_hash("camille@example.org")
    assert "camille" not in record.subscriber_hash


def test_subscribe_twice_writes_one_line(series):
    assert subscribe(series, "a@example.org", ASKED) == subscribe(series, "A@example.org", ASKED)
    assert (Subscription.objects.count(), ConsentRecord.objects.count()) == (1, 1)


def test_subscribe_without_the_wording_is_refused_and_leaves_nothing(series):
    with pytest.raises(ValidationError, match="la preuve"):
        subscribe(series, "a@example.org", Evidence(wording=" ", method="essai"))
    assert (Subscriber.objects.count(), ConsentRecord.objects.count()) == (0, 0)


def test_subscribe_an_office_without_its_name_is_refused(series):
    with pytest.raises(ValidationError):
        subscribe(series, "a@example.org", ASKED, basis="office")
    assert (Subscriber.objects.count(), ConsentRecord.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "address", ["", "camille", "a@b", "a b@example.org", "a@example.org\r\nBcc: b@c.fr"]
)
def test_subscribe_what_is_no_address_is_refused(series, address):
    with pytest.raises(ValidationError):
        subscribe(series, address, ASKED)


def test_subscribe_an_accented_domain_stores_what_mail_servers_know(series):
    assert subscribe(series, "a@mairie-guéméné.fr", ASKED).subscriber.email == (
        "a@xn--mairie-gumn-jbbbb.fr"
    )


def test_unsubscribe_is_idempotent_and_recorded_once(series):
    subscription = make_subscription(series)
    assert [unsubscribe(subscription, LEFT), unsubscribe(subscription, LEFT)] == [True, False]
    assert [record.event for record in ConsentRecord.objects.all()] == [
        "subscribed",
        "unsubscribed",
    ]


def test_subscribe_after_leaving_keeps_the_token_of_old_letters(series):
    subscription = make_subscription(series)
    unsubscribe(subscription, LEFT)
    again = make_subscription(series)
    assert (again.token, again.state) == (subscription.token, "active")
    assert ConsentRecord.objects.count() == 3


def test_exclusion_follows_the_dates_of_an_office(series):
    held = make_subscription(
        series,
        basis="office",
        office="maire de Guer",
        office_starts=datetime.date(2020, 7, 3),
        office_ends=datetime.date(2026, 3, 28),
    )
    reasons = [
        held.exclusion(datetime.date.fromisoformat(day))
        for day in ("2020-07-02", "2020-07-03", "2026-03-27", "2026-03-28")
    ]
    assert reasons == ["fonction pas encore prise", "", "", "fonction terminée"]


def test_ledger_refuses_change_and_deletion(series):
    make_subscription(series)
    record = ConsentRecord.objects.get()
    record.wording = "autre chose"
    for attempt in (
        record.save,
        record.delete,
        ConsentRecord.objects.all().delete,
        lambda: ConsentRecord.objects.update(wording="autre chose"),
        lambda: ConsentRecord.objects.bulk_update([record], ["wording"]),
    ):
        with pytest.raises(LedgerIsAppendOnly):
            attempt()
    assert ConsentRecord.objects.get().wording == ASKED.wording


def test_ledger_is_guarded_by_the_database_itself(series):
    make_subscription(series)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE passeur_newsletter_consentrecord SET wording = 'x'")
    assert ConsentRecord.objects.get().wording == ASKED.wording


def test_hash_depends_on_its_own_key_only(settings):
    before = address_hash("a@example.org")
    settings.SECRET_KEY = "rotated"
    assert address_hash(" A@Example.org") == before
    settings.NEWSLETTER_HASH_KEY = "another"
    assert address_hash("a@example.org") != before
