"""What must happen each minute, whoever rings: cron or the worker's loop."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.management import call_command

from cms.domain import contribution_mails, contributions
from cms.domain.paris import day_in_paris
from cms.domain.statistics import refresh_statistics
from cms.listing import sync
from cms.listing.tracking import tracking

logger = logging.getLogger(__name__)

Hook = Callable[[], object]
_hooks: dict[str, Hook] = {}


def register(name: str, hook: Hook) -> None:
    """Let an app run something at each tick. A hook must be idempotent and quick."""
    _hooks[name] = hook


def run() -> list[str]:
    """Run every hook and return the names of those that failed; one failure stops no other."""
    failed = []
    for name, hook in _hooks.items():
        try:
            hook()
        except Exception:
            logger.exception("tick: %s failed", name)
            failed.append(name)
    return failed


def publish_scheduled() -> None:
    """Publish and expire what is due, by Wagtail's own command."""
    with tracking():
        call_command("publish_scheduled")


def repair_listing() -> None:
    """Recompute the rows that writers unknown to `tracking()` left behind."""
    if stale := sync.stale():
        logger.warning("tick: %d listing rows were stale", len(stale))
        sync.refresh(stale)


def erase_addresses() -> None:
    """Forget the addresses of those who were asked for something long ago."""
    contributions.erase_addresses(day_in_paris())


register("publish_scheduled", publish_scheduled)
register("repair_listing", repair_listing)
register("refresh_statistics", refresh_statistics)
register("send_contribution_mails", contribution_mails.send_due)
register("erase_contribution_addresses", erase_addresses)
