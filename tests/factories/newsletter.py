"""Factories of newsletter objects, made through the doors that programs use."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from wagtail.models import Page

from cms.models import HomePage, Topic
from newsletter.domain import message
from newsletter.domain.assemble import assemble
from newsletter.domain.consent import Evidence, subscribe
from newsletter.domain.message import unsubscribe_url
from newsletter.domain.period import Quarter
from newsletter.models import Delivery, Dispatch, Edition, IssuePage, SeriesPage, Subscription
from newsletter.models.subscribers import new_token
from tests.factories.cms import make_initiative, make_topic
from tests.factories.rows import plant

ASKED = Evidence(wording="J’accepte de recevoir la lettre.", method="essai")


DEFAULTS = {
    "title": "Passeur d’idées",
    "slug": "passeur-d-idees",
    "sender_name": "Passeur d’idées",
    "sender_address": "lettre@example.org",
    "reply_to": "contact@example.org",
    "footer_reason": "Vous recevez cette lettre parce que vous l’avez demandée.",
    "list_id": "passeur-d-idees.example.org",
}


def make_series(**fields: Any) -> SeriesPage:
    """Return a published series under the site's home page."""
    series = SeriesPage(**(DEFAULTS | fields))
    return plant(HomePage.objects.get(), series)


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


def make_bare_series(**fields: Any) -> SeriesPage:
    """Return a series that stands alone at the root, for what needs no site around it."""
    series = SeriesPage(**(DEFAULTS | {"slug": "seule"} | fields))
    return Page.objects.get(depth=1).add_child(instance=series)


def make_dispatch(
    series: SeriesPage, recipients: int = 3, *, html: str = "", period: str = "2024-Q2"
) -> Dispatch:
    """Return a frozen dispatch with its deliveries, without any issue behind it."""
    edition = Edition.objects.create(
        series=series, topic=make_topic(), period=period, state=Edition.State.FROZEN
    )
    placeholder = new_token()
    html = html or f'<p>Bonjour. <a href="{unsubscribe_url(placeholder)}">Se désinscrire</a></p>'
    mail = message.freeze(series, "Essai", html, "Bonjour.", placeholder)
    dispatch = Dispatch.objects.create(
        edition=edition,
        subject="Essai",
        html=html,
        text="Bonjour.",
        archive_html=html,
        message=mail,
        sha256=sha256(mail).hexdigest(),
        placeholder=placeholder,
        sender=series.sender_address,
        candidates=recipients,
    )
    for number in range(1, recipients + 1):
        subscription = make_subscription(series, f"lectrice-{number}@example.org")
        Delivery.objects.create(
            dispatch=dispatch, subscription=subscription, address=subscription.subscriber.email
        )
    return dispatch
