"""What a link takes, and when."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageLogEntry

from cms.domain import authoring, contributions
from cms.domain.contribution_draft import Answer
from cms.domain.contribution_rules import REMINDERS, Mail, State, in_state, reminder_due, state_of
from cms.domain.contributions import Closed, PageChanged
from cms.models import ContributionRequest, InitiativePage, MemberFolder
from tests.factories.cms import make_member
from tests.factories.contributions import Kind, make_proofreading, make_request

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 3, 2)
GIVEN = Answer("Une régie", "Des fuites.", "Deux communes.", "", "")


def request_on(deadline: datetime.date, asked: datetime.date = TODAY, **fields):
    """Return a request that no database knows."""
    created = timezone.make_aware(datetime.datetime.combine(asked, datetime.time(9)))
    return ContributionRequest(deadline=deadline, created_at=created, **fields)


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "waiting"), (0, "waiting"), (1, "late"), (7, "late"), (8, "expired"), (400, "expired")],
)
def test_silence_is_waiting_then_late_then_expired(days: int, state: str) -> None:
    assert state_of(request_on(TODAY), TODAY + days * DAY) == state


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"answered_at": timezone.now()}, "answered"),
        ({"validated_at": timezone.now()}, "validated"),
        ({"revoked_at": timezone.now()}, "revoked"),
    ],
)
def test_what_happened_outlives_the_deadline(fields: dict, state: str) -> None:
    assert state_of(request_on(TODAY, **fields), TODAY + 400 * DAY) == state


@pytest.mark.parametrize(
    ("days_before", "made", "due"),
    [
        (8, (), None),
        (7, (), Mail.FIRST_REMINDER),
        (7, (Mail.REQUEST, Mail.FIRST_REMINDER), None),
        (3, (), Mail.FIRST_REMINDER),
        (2, (), Mail.SECOND_REMINDER),
        (2, (Mail.FIRST_REMINDER,), Mail.SECOND_REMINDER),
        (0, (Mail.FIRST_REMINDER,), Mail.SECOND_REMINDER),
        (0, (Mail.FIRST_REMINDER, Mail.SECOND_REMINDER), None),
        (5, (Mail.SECOND_REMINDER,), None),
        (-1, (), None),
    ],
)
def test_reminder_is_due_seven_and_two_days_before(days_before, made, due) -> None:
    deadline = TODAY + 21 * DAY
    assert reminder_due(request_on(deadline), made, deadline - days_before * DAY) == due


@given(
    asked=st.integers(0, 40),
    length=st.integers(0, 60),
    day=st.integers(0, 100),
    made=st.sets(st.sampled_from(Mail)),
)
def test_reminder_is_never_for_a_day_that_lay_before_the_request(asked, length, day, made) -> None:
    start = TODAY + asked * DAY
    request = request_on(start + length * DAY, start)
    kind = reminder_due(request, made, TODAY + day * DAY)
    if kind:
        due = request.deadline - REMINDERS[kind] * DAY
        assert start < due <= TODAY + day * DAY <= request.deadline
        assert kind not in made


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deadline=st.integers(-30, 30),
    ended=st.sampled_from(
        [(), ("answered_at",), ("validated_at",), ("revoked_at",), ("answered_at", "revoked_at")]
    ),
)
def test_database_and_python_tell_the_same_state(site, deadline, ended) -> None:
    today = timezone.localdate()
    folder = MemberFolder.objects.first() or make_member()
    asked = ContributionRequest.objects.create(
        kind=Kind.PROOFREADING,
        folder=folder,
        office="Mairie",
        deadline=today + deadline * DAY,
        **dict.fromkeys(ended, timezone.now()),
    )
    found = {
        state
        for state in State
        if ContributionRequest.objects.filter(in_state(state, today), pk=asked.pk).exists()
    }
    assert found == {state_of(asked, today)}


def test_answer_becomes_a_draft_and_is_taken_once(site) -> None:
    asked = make_request()

    page = contributions.answer(asked, GIVEN)
    with pytest.raises(Closed):
        contributions.answer(asked, GIVEN._replace(title="Encore"))

    assert InitiativePage.objects.get().title == "Une régie"
    asked.refresh_from_db()
    assert (asked.page_id, page.live, page.get_parent().pk) == (page.pk, False, asked.folder_id)
    assert page.provenance.source_name == "Contribution de Redon Agglomération"
    actions = PageLogEntry.objects.filter(action__startswith="contribution.")
    assert set(actions.values_list("action", "page")) == {
        ("contribution.ask", asked.folder_id),
        ("contribution.answer", page.pk),
    }


@pytest.mark.parametrize("fields", [{"deadline": -8}, {"revoked_at": 0}])
def test_answer_by_an_ended_link_writes_nothing(site, fields) -> None:
    asked = make_request()
    today = timezone.localdate()
    changed = (
        {"deadline": today - 8 * DAY} if "deadline" in fields else {"revoked_at": timezone.now()}
    )
    ContributionRequest.objects.update(**changed)

    with pytest.raises(Closed):
        contributions.answer(asked, GIVEN)

    assert not InitiativePage.objects.exists()


def test_answer_that_cannot_be_made_a_page_leaves_the_link_open(site) -> None:
    asked = make_request()
    with pytest.raises(ValidationError):
        contributions.answer(asked, GIVEN._replace(title=""))
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_link_for_one_thing_does_not_do_the_other(site) -> None:
    story, reading = make_request(), make_proofreading()
    with pytest.raises(Closed):
        contributions.correct(story, "Non.")
    with pytest.raises(Closed):
        contributions.answer(reading, GIVEN)


def test_validation_notes_the_version_that_was_seen(site) -> None:
    asked = make_proofreading()
    seen = contributions.version_of(asked.page)
    contributions.validate(asked, seen)

    assert (asked.revision_id, asked.changed_since) == (asked.page.latest_revision_id, False)
    authoring.update(InitiativePage.objects.get(), {"summary": "Autre chose."})
    assert ContributionRequest.objects.get().changed_since


def test_validation_of_what_is_no_longer_the_page_is_refused(site) -> None:
    asked = make_proofreading()
    seen = contributions.version_of(asked.page)
    page = InitiativePage.objects.get()
    # As autosave does: the same revision, with something else in it.
    page.save_revision(overwrite_revision=page.latest_revision)

    with pytest.raises(PageChanged):
        contributions.validate(asked, seen)

    asked.refresh_from_db()
    assert asked.validated_at is None


def test_validation_of_a_deleted_page_is_refused(site) -> None:
    asked = make_proofreading()
    seen = contributions.version_of(asked.page)
    authoring.delete(asked.page)
    asked.refresh_from_db()
    with pytest.raises(Closed):
        contributions.validate(asked, seen)


def test_database_refuses_what_no_rule_writes(site) -> None:
    asked = make_request()
    for values in (
        {"validated_at": timezone.now()},
        {"kind": Kind.PROOFREADING, "answered_at": timezone.now(), "validated_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContributionRequest.objects.filter(pk=asked.pk).update(**values)


def test_extension_opens_an_expired_link_but_no_revoked_one(site) -> None:
    asked = make_request()
    later = timezone.localdate() + 30 * DAY
    ContributionRequest.objects.update(deadline=timezone.localdate() - 30 * DAY)
    contributions.extend(asked, later, None)
    assert state_of(asked, timezone.localdate()) == State.WAITING

    contributions.revoke(asked, None)
    with pytest.raises(Closed):
        contributions.extend(asked, later, None)


def test_addresses_are_erased_six_months_after_the_end_and_no_sooner(site) -> None:
    with time_machine.travel("2026-01-10T09:00:00Z", tick=False):
        answered, waiting, revoked = (make_request(message="Bonjour.") for _ in range(3))
        ContributionRequest.objects.filter(pk=waiting.pk).update(deadline=datetime.date(2026, 9, 1))
        answered.mails.update(answer="550 mairie@example.org est inconnue")
        contributions.answer(answered, GIVEN)
        contributions.revoke(revoked, None)
    day = datetime.date(2026, 1, 10) + contributions.KEPT_DAYS * DAY

    assert contributions.erase_addresses(day) == 0
    assert contributions.erase_addresses(day + DAY) == 2
    assert contributions.erase_addresses(day + DAY) == 0

    answered.refresh_from_db()
    assert (answered.email, answered.message, answered.office) == ("", "", "Secrétariat de mairie")
    assert answered.mails.get().answer == ""
    waiting.refresh_from_db()
    assert waiting.email == "mairie@example.org"
    assert contributions.erase_addresses(datetime.date(2027, 6, 1)) == 1
