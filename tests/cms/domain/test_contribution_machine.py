"""Members, staff and time in any order: few mails, one answer, and silence is silence."""

from __future__ import annotations

import datetime
from collections import Counter
from contextlib import suppress

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cms.domain import authoring, contribution_mails, contributions
from cms.domain.contribution_draft import Answer
from cms.domain.contribution_rules import Mail, State, state_of
from cms.domain.contributions import Closed, PageChanged
from cms.models import ContributionRequest, InitiativePage
from tests.factories.contributions import Kind, make_proofreading, make_request

DAY = datetime.timedelta(days=1)
GIVEN = Answer("Une régie", "Des fuites.", "Deux communes.", "", "")


class Asking(RuleBasedStateMachine):
    """Members answer, staff change their minds, days pass, and the tick comes when it comes."""

    @initialize(proofreading=st.booleans())
    def ask(self, proofreading: bool) -> None:
        self.clock = time_machine.travel("2026-03-02T09:00:00Z", tick=False)
        self.now = self.clock.start()
        mail.outbox.clear()
        ContributionRequest.objects.all().delete()
        staff = get_user_model().objects.get_or_create(
            username="agent", defaults={"email": "agent@example.org"}
        )[0]
        make = make_proofreading if proofreading else make_request
        self.asked = make(created_by=staff)
        self.pages = InitiativePage.objects.count()
        self.pressed = False
        self.written = 0

    def stored(self) -> ContributionRequest:
        return ContributionRequest.objects.get(pk=self.asked.pk)

    def is_open(self) -> bool:
        """Tell whether the link is open."""
        return state_of(self.stored(), timezone.localdate()) in (State.WAITING, State.LATE)

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.now.shift(datetime.timedelta(hours=hours))

    @rule()
    def tick(self) -> None:
        past = len(self.to_member())
        contribution_mails.send_due()
        new = self.to_member()[past:]
        assert len(new) <= 1
        if new:
            assert self.is_open()

    @rule()
    def answer(self) -> None:
        self.try_to(lambda: contributions.answer(self.stored(), GIVEN), Kind.INITIATIVE)

    @rule()
    def correct(self) -> None:
        self.try_to(lambda: contributions.correct(self.stored(), "Non."), Kind.PROOFREADING)

    @rule(outdated=st.booleans())
    def validate(self, outdated: bool) -> None:
        asked = self.stored()
        seen = "hier" if outdated or not asked.page else contributions.version_of(asked.page)
        was_open = self.is_open()
        try:
            contributions.validate(asked, seen)
        except PageChanged:
            assert outdated
            return
        except Closed:
            assert not was_open or asked.kind == Kind.INITIATIVE
            return
        assert was_open
        assert not outdated
        assert asked.kind == Kind.PROOFREADING
        self.pressed = True

    def try_to(self, do, kind: str) -> None:
        was_open = self.is_open()
        try:
            do()
        except Closed:
            assert not (was_open and self.asked.kind == kind)
        else:
            assert was_open
            assert self.asked.kind == kind
            self.written += 1

    @rule(days=st.integers(1, 40))
    def extend(self, days: int) -> None:
        with suppress(Closed):
            contributions.extend(self.stored(), timezone.localdate() + days * DAY, None)

    @rule()
    def resend(self) -> None:
        with suppress(Closed):
            contributions.resend(self.stored(), "autre@example.org")

    @rule()
    def revoke(self) -> None:
        with suppress(Closed):
            contributions.revoke(self.stored(), None)

    @rule()
    def staff_edits(self) -> None:
        if page := self.stored().page:
            authoring.update(page.specific, {"summary": f"À {timezone.now()}"})

    def to_member(self) -> list:
        return [each for each in mail.outbox if each.to != ["agent@example.org"]]

    @invariant()
    def mails_are_few(self) -> None:
        if not hasattr(self, "asked"):
            return
        reminders = [each for each in self.to_member() if each.subject.startswith("Rappel")]
        assert len(reminders) <= 2
        assert len(mail.outbox) - len(self.to_member()) <= 1
        kinds = Counter(self.stored().mails.values_list("kind", flat=True))
        assert all(count == 1 for kind, count in kinds.items() if kind != Mail.AGAIN)

    @invariant()
    def one_answer_at_most(self) -> None:
        if not hasattr(self, "asked"):
            return
        stored = self.stored()
        assert self.written + self.pressed <= 1
        assert bool(stored.validated_at) == self.pressed
        assert bool(stored.answered_at) == bool(self.written)
        made = self.written if self.asked.kind == Kind.INITIATIVE else 0
        assert InitiativePage.objects.count() == self.pages + made

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()


def run_machine(examples: int, steps: int) -> None:
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Asking, settings=limits)


@pytest.mark.lasts
def test_no_order_of_events_sends_too_much_or_takes_two_answers(site) -> None:
    run_machine(10, 14)


@pytest.mark.slow
def test_no_order_of_many_events_does_either(site) -> None:
    run_machine(120, 30)
