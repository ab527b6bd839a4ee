"""Tasks of the importers. They take primitives and call the domain."""

from __future__ import annotations

from django_tasks import task

from importers import runs


@task()
def carry_out_run(run_id: int) -> None:
    """Carry out a run that somebody asked for."""
    runs.carry_out(run_id)
