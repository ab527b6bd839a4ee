"""The checker tells staff, on the page itself, what its readers will miss."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.factories.cms import make_news
from tests.factories.images import make_image

pytestmark = pytest.mark.browser
LINKS = ("ici", "Cliquez ici !", "https://www.example.org/", "la régie de Redon", "voir ici Redon")


def test_checker_shows_links_and_pictures_that_say_nothing_in_french(live_server, site, browser):
    html = "".join(f'<p><a href="https://www.example.org/">{words}</a></p>' for words in LINKS)
    page = make_news(
        summary="Un résumé.",
        image=make_image(),
        image_alt="Photo du lavoir",
        body=json.dumps([{"type": "text", "value": html}]),
    )
    get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")

    tab = Desk(browser, live_server.url, "chef").open(page.get_url())
    tab.get_by_role("button", name="Wagtail").first.click()
    tab.locator("#checker-trigger").click()

    rows = tab.locator("[data-content-checker-row]")
    expect(rows.filter(has_text="Un lien ne dit pas où il mène")).to_have_count(2)
    expect(rows.filter(has_text="Une adresse est écrite en toutes lettres")).to_have_count(1)
    expect(rows.filter(has_text="Un texte de remplacement ne dit pas")).to_have_count(1)
    expect(rows).to_have_count(4)
