"""Whatever happens in whatever order, nobody is lost and nobody known is served twice."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
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

from newsletter.domain.consent import Evidence, unsubscribe
from newsletter.domain.deliver import deliver
from newsletter.domain.report import report
from newsletter.domain.transports import Accepted, NotReached, Refused, Unknown
from newsletter.models import Delivery, Edition
from tests.factories.newsletter import make_bare_series, make_dispatch

_number = count(1)
ORDER = ["frozen", "sending", "sent"]
ANSWERS = st.sampled_from(
    ["accept", "accept", "refuse", "later", "mute", "silent", "die before", "die after"]
)


class Died(BaseException):
    """The process is killed: nothing after this line runs, and nothing is put in order."""


class Server:
    """A mail server that follows a script and knows what it really took."""

    def __init__(self) -> None:
        self.script: list[str] = []
        self.took: Counter[str] = Counter()

    def send(self, name: str, sender: str, recipient: str, message: bytes):
        match self.script.pop(0) if self.script else "accept":
            case "accept":
                self.took[recipient] += 1
                return Accepted("250")
            case "refuse":
                return Refused("550")
            case "later":
                return Refused("451", for_now=True)
            case "mute":
                raise NotReached("muet")
            case "silent":
                self.took[recipient] += 1
                return Unknown("silence")
            case "die before":
                raise Died
            case "die after":
                self.took[recipient] += 1
                raise Died
        raise AssertionError


class Sending(RuleBasedStateMachine):
    @initialize(recipients=st.integers(1, 14))
    def freeze(self, recipients: int) -> None:
        self.server = Server()
        self.recipients = recipients
        self.series = make_bare_series(slug=f"essai-{next(_number)}")
        self.dispatch = make_dispatch(self.series, recipients)
        self.settled: dict[str, str] = {}
        self.state = "frozen"

    @rule(script=st.lists(ANSWERS, max_size=14))
    def run(self, script: list[str]) -> None:
        self.server.script = script
        with suppress(Died, NotReached):
            deliver(self.dispatch, self.server)

    @rule()
    def time_passes(self) -> None:
        """Every lease runs out, and what was put off is due."""
        past = timezone.now() - timedelta(seconds=1)
        rows = Delivery.objects.filter(dispatch=self.dispatch)
        rows.filter(leased_until__isnull=False).update(leased_until=past)
        rows.filter(next_attempt_at__isnull=False).update(next_attempt_at=past)

    @rule(place=st.integers(0, 13))
    def somebody_leaves(self, place: int) -> None:
        delivery = self.dispatch.deliveries.order_by("pk")[place % self.recipients]
        unsubscribe(delivery.subscription, Evidence("", "essai"))

    @invariant()
    def counts_add_up(self) -> None:
        result = report(self.dispatch)
        assert result.recipients == result.candidates == self.recipients

    @invariant()
    def nobody_gets_two(self) -> None:
        assert all(times == 1 for times in self.server.took.values())

    @invariant()
    def rows_say_what_the_server_knows(self) -> None:
        for address, state in self.dispatch.deliveries.values_list("address", "state"):
            if state == "accepted":
                assert self.server.took[address] == 1
            if state in ("refused", "pending", "withdrawn"):
                assert self.server.took[address] == 0

    @invariant()
    def outcomes_are_final(self) -> None:
        final = ("accepted", "refused", "withdrawn", "unknown")
        states = dict(self.dispatch.deliveries.values_list("address", "state"))
        for address, state in self.settled.items():
            assert states[address] == state
        self.settled = {address: state for address, state in states.items() if state in final}

    @invariant()
    def edition_only_goes_forward(self) -> None:
        state = Edition.objects.get(pk=self.dispatch.edition_id).state
        assert ORDER.index(state) >= ORDER.index(self.state)
        self.state = state
        if state == "sent":
            assert report(self.dispatch).pending == 0

    def teardown(self) -> None:
        """In the end a working server serves everybody who is left."""
        if not hasattr(self, "dispatch"):
            return
        self.server.script = []
        self.time_passes()
        deliver(self.dispatch, self.server)
        assert report(self.dispatch).pending == 0
        assert Edition.objects.get(pk=self.dispatch.edition_id).state == "sent"


@pytest.mark.django_db
def test_no_order_of_events_loses_or_doubles_a_mail():
    run_state_machine_as_test(
        Sending,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
