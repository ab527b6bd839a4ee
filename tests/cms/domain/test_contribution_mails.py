"""Mails of contributions, in a real conversation with a mail server."""

from __future__ import annotations

import datetime
import email
import email.policy
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.domain import contribution_mails, contributions
from cms.domain.contribution_draft import Answer
from cms.models import ContributionMail, ContributionRequest
from cms.project import addresses
from tests.factories.cms import make_topic
from tests.factories.contributions import make_proofreading, make_request
from tests.newsletter.sink import Sink, smtp_sink

Fate = ContributionMail.State
MEMBER = "mairie@example.org"


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """Send Django's mails to a server that does what the test tells it to."""
    with smtp_sink() as sink:
        mailer = addresses.mail(sink.url)
        mailer["OPTIONS"]["timeout"] = 0.4
        for name, value in addresses.mail_settings(mailer).items():
            setattr(settings, name, value)
        yield sink


@pytest.fixture
def staff(db):
    return get_user_model().objects.create_user(
        "agent", "agent@example.org", first_name="Camille", last_name="Le Goff"
    )


def received(sink: Sink) -> list[email.message.EmailMessage]:
    return [email.message_from_bytes(raw, policy=email.policy.default) for _, raw in sink.accepted]


def subject_of(message: email.message.EmailMessage) -> str:
    return message["Subject"].lstrip(" ")  # a first line that is folded begins so


def test_request_arrives_with_its_link_in_text_and_in_html(site, sink, staff) -> None:
    asked = make_request(
        created_by=staff,
        topic=make_topic("eau", title="Eau & sols"),
        message="Bonjour <b>vous</b>,\nun récit ?",
        deadline=datetime.date(2027, 3, 1),
    )
    contribution_mails.send_due()

    (message,) = received(sink)
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    link = f"{site.root_url}/contribuer/{asked.token}/"
    assert (message["To"], message["Reply-To"]) == (MEMBER, "agent@example.org")
    assert subject_of(message) == (
        "Alliance d’essai\u00a0: racontez-nous une initiative en dix minutes"
    )
    assert message["Auto-Submitted"] == "auto-generated"
    for body in (text, html):
        assert link in body
        assert "avant le lundi 1er\u00a0mars 2027 au soir" in body
        assert "Camille Le Goff, Alliance d’essai" in body
    assert "« Eau & sols »".replace(" E", "\u00a0E").replace("s »", "s\u00a0»") in text
    assert "Bonjour <b>vous</b>," in text
    assert "&lt;b&gt;vous&lt;/b&gt;" in html
    assert "src=" not in html
    mail = asked.mails.get()
    assert (mail.state, mail.answer, mail.attempts) == (Fate.SENT, "", 1)


def test_sending_again_and_again_sends_once(site, sink) -> None:
    make_request()
    for _ in range(3):
        contribution_mails.send_due()
    assert sink.addresses() == [MEMBER]


def test_two_reminders_repeat_the_link_and_then_there_is_silence(site, sink) -> None:
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        asked = make_request(deadline=datetime.date(2026, 3, 23))
        subjects = {}
        for day in range(45):
            contribution_mails.send_due()
            for message in received(sink)[len(subjects) :]:
                subjects[day] = subject_of(message)
                assert asked.token in message.get_body(("plain",)).get_content()
            clock.shift(datetime.timedelta(days=1))

    assert list(subjects) == [0, 14, 19]
    assert [subject.startswith("Rappel – ") for subject in subjects.values()] == [False, True, True]


@pytest.mark.parametrize(
    ("rcpt", "data", "words"),
    [
        ("550 inconnu", "", "refuse cette adresse (550 inconnu)"),
        ("451 plus tard", "", "refuse cette adresse (451 plus tard)"),
        ("", "554 non merci", "refuse le courriel (554 non merci)"),
    ],
)
def test_refusal_is_told_and_tried_again_later(site, sink, caplog, rcpt, data, words) -> None:
    asked = make_request()
    sink.rcpt, sink.data = {MEMBER: rcpt} if rcpt else {}, {MEMBER: data} if data else {}
    contribution_mails.send_due()
    mail = asked.mails.get()
    assert (mail.state, mail.attempts) == (Fate.PENDING, 1)
    assert words in mail.answer
    assert MEMBER not in caplog.text

    contribution_mails.send_due()  # not yet
    assert asked.mails.get().attempts == 1

    sink.rcpt, sink.data = {}, {}
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        contribution_mails.send_due()
    assert sink.addresses() == [MEMBER]
    assert asked.mails.get().state == Fate.SENT


def test_refusals_without_end_are_given_up_and_shown(site, sink) -> None:
    asked = make_request()
    sink.rcpt = {MEMBER: "550 inconnu"}
    for day in range(10):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=day)):
            contribution_mails.send_due()
    mail = asked.mails.get(kind="request")
    assert (mail.state, mail.attempts) == (Fate.FAILED, 5)


def test_server_that_is_not_there_is_tried_again(site, settings) -> None:
    for name, value in addresses.mail_settings(addresses.mail("smtp://127.0.0.1:1?tls=no")).items():
        setattr(settings, name, value)
    asked = make_request()
    contribution_mails.send_due()
    mail = asked.mails.get()
    assert (mail.state, mail.answer) == (
        Fate.PENDING,
        "Le serveur de courrier ne peut être joint.",
    )


def test_silence_after_the_mail_was_handed_over_is_never_sent_again(site, sink) -> None:
    asked = make_request()
    sink.data = {MEMBER: "hang"}
    contribution_mails.send_due()
    assert asked.mails.get().state == Fate.UNKNOWN

    sink.data = {}
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        contribution_mails.send_due()
    assert sink.accepted == []


def test_process_that_died_leaves_an_unknown_outcome(site, sink) -> None:
    asked = make_request()
    ContributionMail.objects.update(state=Fate.CLAIMED, claimed_at=timezone.now())
    contribution_mails.send_due()
    assert asked.mails.get().state == Fate.CLAIMED

    with time_machine.travel(timezone.now() + contribution_mails.LEASE * 2):
        contribution_mails.send_due()
    mail = asked.mails.get()
    assert mail.state == Fate.UNKNOWN
    assert "peut-être parti" in mail.answer
    assert sink.accepted == []


def test_answer_between_writing_and_sending_keeps_the_mail_back(site, sink) -> None:
    asked = make_request()
    mail = asked.mails.get()
    contributions.revoke(asked, None)
    contribution_mails.send(mail)
    assert sink.accepted == []
    assert asked.mails.get().state == Fate.PENDING


def test_another_address_gets_the_mail_that_the_first_refused(site, sink) -> None:
    asked = make_request()
    sink.rcpt = {MEMBER: "550 inconnu"}
    contribution_mails.send_due()
    contributions.resend(asked, "elus@example.org")
    contribution_mails.send_of(asked.pk)
    assert sink.addresses() == ["elus@example.org"]
    contributions.resend(asked, "elus@example.org")
    contribution_mails.send_of(asked.pk)
    assert sink.addresses() == ["elus@example.org"] * 2
    assert list(asked.mails.values_list("kind", flat=True)) == ["request", "again"]


def test_link_is_sent_again_when_a_reminder_came_too_late(site, sink) -> None:
    asked = make_request()
    ContributionRequest.objects.update(deadline=timezone.localdate() - datetime.timedelta(days=1))
    asked.mails.update(kind="second_reminder")
    contribution_mails.send_due()
    assert sink.accepted == []

    contributions.resend(asked, MEMBER)
    contribution_mails.send_of(asked.pk)
    assert [subject_of(message) for message in received(sink)] == [
        "Alliance d’essai\u00a0: racontez-nous une initiative en dix minutes"
    ]


def test_whoever_asked_is_told_of_the_answer(site, sink, staff) -> None:
    story, right, wrong = (
        make_request(created_by=staff),
        make_proofreading(created_by=staff),
        make_proofreading(created_by=staff),
    )
    contribution_mails.send_due()
    sink.accepted.clear()
    contributions.answer(story, Answer("Une régie", "Des fuites.", "Deux communes.", "", ""))
    contributions.validate(right, contributions.version_of(right.page))
    contributions.correct(wrong, "Le pont est à Redon.")
    contribution_mails.send_due()

    assert sink.addresses() == ["agent@example.org"] * 3
    assert [subject_of(message) for message in received(sink)] == [
        "Réponse reçue\u00a0: Une régie",
        "Validée\u00a0: Le bac de Fégréac",
        "Réponse reçue\u00a0: Le bac de Fégréac",
    ]
    for message, asked in zip(received(sink), (story, right, wrong), strict=True):
        text = message.get_body(("plain",)).get_content()
        assert f"/admin/contributions/{asked.pk}/" in text
        assert asked.token not in text


@pytest.mark.parametrize("changes", [{"is_active": False}, {"email": ""}])
def test_nobody_is_told_who_left_or_has_no_address(site, sink, staff, changes) -> None:
    asked = make_request(created_by=staff)
    get_user_model().objects.update(**changes)
    asked = ContributionRequest.objects.get()
    contributions.answer(asked, Answer("Une régie", "Des fuites.", "Deux communes.", "", ""))
    assert not asked.mails.filter(kind="notice").exists()


def test_erased_address_gets_no_mail(site, sink) -> None:
    make_request()
    ContributionRequest.objects.update(email="")
    contribution_mails.send_due()
    assert sink.accepted == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_many_that_wait_cost_no_more(site, sink, count, django_assert_num_queries) -> None:
    for _ in range(count):
        make_request()
    ContributionMail.objects.update(state=Fate.SENT)
    later = timezone.now() + datetime.timedelta(days=15)
    with time_machine.travel(later), django_assert_num_queries(3):
        contribution_mails.make_reminders()
    assert ContributionMail.objects.filter(kind="first_reminder").count() == count
