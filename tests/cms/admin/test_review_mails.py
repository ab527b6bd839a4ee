"""A page is submitted, sent back and approved; each time a mail says what is asked of whom."""

from __future__ import annotations

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.domain import roles
from cms.models import InitiativePage
from tests.cms import staff
from tests.factories.cms import make_initiative, make_member

MONDAY = "2026-11-23 09:00:00+01:00"


def colleague(name: str, first: str, last: str) -> Client:
    user = get_user_model().objects.create_user(
        name, f"{name}@example.org", "secret", first_name=first, last_name=last
    )
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def lea(site: Site) -> Client:
    client = colleague("lea", "Léa", "Le Goff")
    roles.grant(client.user, roles.CONTRIBUTOR, make_member("Nozay"))
    return client


@pytest.fixture
def max_(site: Site) -> Client:
    client = colleague("max", "Max", "Mahé")
    roles.grant(client.user, roles.PUBLISHER, site.root_page)
    return client


@pytest.fixture
def submitted(lea: Client, max_: Client, mailoutbox) -> InitiativePage:
    """Return a page that Léa submits to Max on a Monday."""
    folder = roles.places(roles.CONTRIBUTOR).get()
    page = make_initiative("L’eau & la régie", folder=folder, publish=False)
    with time_machine.travel(MONDAY, tick=False):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        lea.post(url, staff.form(page) | {"action-submit": "1"})
    return page


def act(client: Client, page: InitiativePage, action: str, comment: str = "") -> None:
    page.refresh_from_db()
    task = page.current_workflow_task_state
    args = [page.pk, action, task.pk]
    client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": comment})


def test_submission_asks_publishers_by_whom_for_what_and_by_when(submitted, mailoutbox) -> None:
    (mail,) = mailoutbox

    assert mail.to == ["max@example.org"]
    assert mail.subject == "À relire avant le lundi 30\xa0novembre 2026 : L’eau & la régie"
    assert (
        "Léa Le Goff vous demande de relire « L’eau & la régie » (initiative, Nozay), avant le "
        "lundi 30\xa0novembre 2026." in mail.body
    )
    assert reverse("wagtailadmin_pages:edit", args=[submitted.pk]) in mail.body
    assert "Sans réponse, rien n’est mis en ligne." in mail.body


def test_mail_greets_politely_and_leaves_names_as_they_are(lea, max_, mailoutbox) -> None:
    max_.user.first_name = "Max’ & L'Hostis"
    max_.user.save()
    page = make_initiative(folder=roles.places(roles.CONTRIBUTOR).get(), publish=False)

    lea.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        staff.form(page) | {"action-submit": "1"},
    )

    assert mailoutbox[0].body.strip().startswith("Bonjour Max’ & L'Hostis,")


def test_administrators_get_the_same_mail_and_no_second_one(admin, submitted, mailoutbox) -> None:
    """The fixture `admin` comes first: a superuser who is there when the page is submitted."""
    assert sorted(mail.to[0] for mail in mailoutbox) == ["chef@example.org", "max@example.org"]
    assert len({mail.subject for mail in mailoutbox}) == 1


def test_sent_back_page_says_what_is_missing(submitted, max_, mailoutbox) -> None:
    act(max_, submitted, "reject", "Il manque le coût.")

    mail = mailoutbox[-1]
    assert mail.to == ["lea@example.org"]
    assert mail.subject == "À compléter : L’eau & la régie"
    assert "Max Mahé demande des modifications à « L’eau & la régie »" in mail.body
    assert "Il manque le coût." in mail.body


def test_approved_page_is_online_and_its_author_is_told_where(submitted, max_, mailoutbox) -> None:
    act(max_, submitted, "approve")

    mail = mailoutbox[-1]
    submitted.refresh_from_db()
    assert mail.to == ["lea@example.org"]
    assert mail.subject == "En ligne : L’eau & la régie"
    assert submitted.full_url in mail.body
