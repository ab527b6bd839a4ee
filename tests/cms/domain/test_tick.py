"""What happens each minute."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from cms.domain import tick


@pytest.fixture
def hooks() -> Iterator[None]:
    """Give back the hooks that the apps registered."""
    kept = dict(tick._hooks)
    yield
    tick._hooks.clear()
    tick._hooks.update(kept)


def test_tick_hook_that_fails_stops_no_other_and_is_named(db, hooks, caplog) -> None:
    done = []

    def fail() -> None:
        raise RuntimeError("panne")

    tick.register("a_fails", fail)
    tick.register("b_works", lambda: done.append(1))

    with caplog.at_level(logging.ERROR), pytest.raises(CommandError, match="a_fails"):
        call_command("tick")

    assert done == [1]
    assert "panne" in caplog.text


def test_tick_hook_registered_twice_runs_once(db, hooks) -> None:
    done = []
    for _ in range(2):
        tick.register("once", lambda: done.append(1))

    assert tick.run() == []

    assert done == [1]


def test_tick_does_what_the_cms_owes_each_minute() -> None:
    assert {"publish_scheduled", "repair_listing"} <= set(tick._hooks)
