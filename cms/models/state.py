"""The four states that people see of a page, whatever Wagtail holds beneath."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils import timezone
from wagtail.models import Page

from cms.web.moments import day_text


class State(TextChoices):
    INCOMPLETE = "incomplete", "À compléter"
    REVIEW = "review", "À relire"
    ONLINE = "online", "En ligne"
    ARCHIVED = "archived", "Archivé"


def state_of(page: Page) -> State:
    """Return the state of a page. What was online once and is no longer is archived."""
    if page.live or page.approved_schedule:
        return State.ONLINE
    if page.workflow_in_progress:
        return State.REVIEW
    return State.ARCHIVED if page.first_published_at else State.INCOMPLETE


class StateMixin:
    """Has Wagtail's lists and headers say the states in our words."""

    @property
    def status_string(self) -> str:
        """Say the state, and what is becoming of changes that visitors do not see yet."""
        state = state_of(self)
        if state == State.ONLINE and not self.live:
            day = timezone.localtime(self.go_live_at).date() if self.go_live_at else None
            return f"{state.label} dès le {day_text(day)}" if day else state.label
        if self.live and self.approved_schedule:
            return f"{state.label}, modifications programmées"
        if self.live and self.workflow_in_progress:
            return f"{state.label}, modifications à relire"
        if self.live and self.has_unpublished_changes:
            return f"{state.label}, modifications à compléter"
        return str(state.label)
