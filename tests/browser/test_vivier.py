"""The vivier in a real browser: tick two fiches and give them a topic."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from cms.domain import triage
from cms.models import InitiativePage
from tests.browser.desk import Desk
from tests.factories.cms import make_initiative, make_topic

pytestmark = pytest.mark.browser


def test_two_fiches_are_ticked_and_get_a_topic(live_server, site, browser):
    water = make_topic("eau", title="Eau")
    for title in ("La régie", "Le marché", "La forêt"):
        triage.put_in_vivier(make_initiative(title, publish=False))
    get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
    desk = Desk(browser, live_server.url, "chef")

    tab = desk.open(reverse("vivier:index"))
    tab.get_by_label("Choisir toutes les fiches de cet écran").check()
    tab.get_by_label("Choisir « La forêt »").uncheck()
    tab.get_by_role("button", name="Thématiques…").click()
    expect(tab.get_by_role("heading", name="Pages à changer (2)")).to_be_visible()
    tab.get_by_role("checkbox", name="Eau").check()
    tab.get_by_role("button", name="Changer ces 2 pages").click()

    expect(tab.get_by_text("2\u00a0brouillons sont à jour.")).to_be_visible()
    assert tab.url == live_server.url + reverse("vivier:index")
    expect(tab.get_by_role("row").filter(has_text="Eau")).to_have_count(2)
    drafts = [page.get_latest_revision_as_object() for page in InitiativePage.objects.all()]
    assert {page.title for page in drafts if water in page.topics.all()} == {
        "La régie",
        "Le marché",
    }
    assert desk.faults == []
