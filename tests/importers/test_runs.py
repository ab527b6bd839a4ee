from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.domain import lease, tick
from cms.models import InitiativePage
from importers import runs
from importers.models import Run, Source
from tests.factories.importers import make_row, make_source, write_table


@pytest.fixture
def source(alliance, web, tmp_path) -> Source:
    table = write_table(tmp_path / "c.csv", [make_row()]).read_bytes()
    web.expect_request("/c.csv").respond_with_data(table, content_type="text/csv")
    return make_source(address=web.url_for("/c.csv"))


def test_ask_rings_and_the_run_is_carried_out(source, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = runs.ask(source)
    run.refresh_from_db()
    assert (run.state, run.created) == (Run.State.DONE, 1)
    assert run.ended_at >= run.started_at >= run.asked_at


def test_ask_twice_returns_the_run_that_waits(source):
    assert runs.ask(source) == runs.ask(source)
    assert Run.objects.count() == 1


def test_carry_out_rung_twice_is_done_once(source):
    run = Run.objects.create(source=source)
    runs.carry_out(run.pk)
    runs.carry_out(run.pk)
    run.refresh_from_db()
    assert (run.created, run.unchanged) == (1, 0)


def test_tick_rings_again_for_a_run_left_waiting(source):
    run = Run.objects.create(source=source)
    tick.run()
    assert not InitiativePage.objects.exists()
    Run.objects.update(asked_at=timezone.now() - timedelta(minutes=3))
    assert tick.run() == []
    run.refresh_from_db()
    assert run.state == Run.State.DONE


def test_repair_run_of_a_dead_worker_failed(source):
    long_ago = timezone.now() - timedelta(minutes=30)
    dead = Run.objects.create(source=source, state=Run.State.RUNNING, started_at=long_ago)
    lease.claim(Source.objects.all(), timedelta(minutes=5))
    runs.repair()
    dead.refresh_from_db()
    assert dead.state == Run.State.RUNNING
    Source.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    runs.repair()
    dead.refresh_from_db()
    assert dead.state == Run.State.FAILED
    assert "interrompue" in dead.message
