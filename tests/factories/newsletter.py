"""Factories of newsletter objects, made through the doors that programs use."""

from __future__ import annotations

from typing import Any

from cms.domain import authoring
from cms.models import HomePage, Topic
from newsletter.domain.assemble import assemble
from newsletter.domain.consent import Evidence, subscribe
from newsletter.domain.period import Quarter
from newsletter.models import IssuePage, SeriesPage, Subscription
from tests.factories.cms import make_initiative, make_topic

ASKED = Evidence(wording="J’accepte de recevoir la lettre.", method="essai")


def make_series(**fields: Any) -> SeriesPage:
    """Return a published series under the site's home page."""
    defaults = {
        "title": "Passeur d’idées",
        "slug": "passeur-d-idees",
        "sender_name": "Passeur d’idées",
        "sender_address": "lettre@example.org",
        "reply_to": "contact@example.org",
        "footer_reason": "Vous recevez cette lettre parce que vous l’avez demandée.",
        "list_id": "passeur-d-idees.example.org",
    }
    return authoring.create(HomePage.objects.get(), SeriesPage(**(defaults | fields)), publish=True)


def make_subscription(
    series: SeriesPage, email: str = "camille@example.org", **fields: Any
) -> Subscription:
    return subscribe(series, email, ASKED, **fields)


def make_issue(
    series: SeriesPage,
    *,
    topic: Topic | None = None,
    period: str = "2024-Q2",
    initiatives: int = 1,
    recipients: int = 1,
) -> IssuePage:
    """Return an assembled draft that shows new initiatives, with recipients to send it to."""
    topic = topic or make_topic()
    for number in range(1, initiatives + 1):
        make_initiative(f"Initiative {number}", topics=(topic,))
    for number in range(1, recipients + 1):
        make_subscription(series, f"lectrice-{number}@example.org")
    issue = assemble(series, topic, Quarter.parse(period)).issue
    assert issue is not None
    return issue


def edit(issue: IssuePage, **changes: Any) -> IssuePage:
    """Write changes into the issue's draft as the editor's form would, without its checks."""
    draft = issue.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    issue.refresh_from_db()
    return issue


def sections(*blocks: tuple[str, Any]) -> Any:
    """Return the value of `sections` from names and JSON values."""
    field = IssuePage._meta.get_field("sections")
    return field.to_python([{"type": name, "value": value} for name, value in blocks])
