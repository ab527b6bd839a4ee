"""Asking for runs, taking them, and putting right what a killed worker left.

The task queue is only a doorbell: what is to be done stands in the runs themselves.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from importers.models import Run, Source
from importers.pipeline import pull

PATIENCE = timedelta(minutes=2)


def ask(source: Source, user: AbstractBaseUser | None = None) -> Run:
    """Ask for a source to be pulled; one that waits or runs already is returned instead."""
    going = source.runs.filter(state__in=[Run.State.WAITING, Run.State.RUNNING]).first()
    if going:
        return going
    run = Run.objects.create(source=source, asked_by=user)
    transaction.on_commit(lambda: _ring(run.pk))
    return run


def carry_out(run_id: int) -> None:
    """Pull for a waiting run; rung twice, it is done once."""
    taken = Run.objects.filter(pk=run_id, state=Run.State.WAITING).update(
        state=Run.State.RUNNING, started_at=timezone.now()
    )
    if taken:
        pull(Run.objects.select_related("source").get(pk=run_id))


def repair() -> None:
    """Ring again for runs left waiting; say of those whose worker died that they failed."""
    now = timezone.now()
    nobody = Q(source__leased_until=None) | Q(source__leased_until__lte=now)
    dead = Run.objects.filter(nobody, state=Run.State.RUNNING, started_at__lt=now - PATIENCE)
    Run.objects.filter(pk__in=list(dead.values_list("pk", flat=True))).update(
        state=Run.State.FAILED,
        ended_at=now,
        message="La mise à jour a été interrompue. Relancez-la : ce qui est fait le reste.",
    )
    waiting = Run.objects.filter(state=Run.State.WAITING, asked_at__lt=now - PATIENCE)
    for run_id in waiting.values_list("pk", flat=True):
        _ring(run_id)


def _ring(run_id: int) -> None:
    from importers.tasks import carry_out_run

    carry_out_run.enqueue(run_id)
