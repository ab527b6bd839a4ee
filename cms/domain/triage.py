"""Decide about drafts of the vivier: keep them or set them aside."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.models.triage import Triage


def waiting() -> QuerySet[Triage]:
    """Return what waits in the vivier, oldest first."""
    return Triage.objects.filter(state=Triage.State.WAITING).select_related("page")


def put_in_vivier(page: Page) -> None:
    """Mark a new draft as waiting for a decision."""
    Triage.objects.create(page=page)


def keep(page: Page, *, user: AbstractBaseUser | None = None) -> None:
    """Make a draft of the vivier an ordinary draft."""
    _decide(page, Triage.State.KEPT, user)


def set_aside(page: Page, *, user: AbstractBaseUser | None = None) -> None:
    """Set a draft aside for good: the page stays, so its source never proposes it again."""
    _decide(page, Triage.State.SET_ASIDE, user)


def _decide(page: Page, state: Triage.State, user: AbstractBaseUser | None) -> None:
    Triage.objects.filter(page=page).update(state=state, decided_at=timezone.now(), decided_by=user)
