"""A member answers on a telephone, from the mail's link to the published page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Site

from cms.domain import contribution_mails
from tests.browser.test_public_pages import WCAG
from tests.factories.contributions import STORY, make_proofreading, make_request
from tests.factories.images import png

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def site(live_server, addresses) -> Site:
    """Let links lead to the server of the test."""
    host, port = live_server.thread.host, live_server.thread.port
    Site.objects.update(hostname=host, port=port)
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "puits.png"
    path.write_bytes(png("puits.png", 1200, 800).read())
    return path


def link_in_mail() -> str:
    """Send what is due and return the link that the last mail brings."""
    contribution_mails.send_due()
    return re.search(r"http://\S+", mail.outbox[-1].body)[0]


def check(tab: Page) -> None:
    """Check that a screen can be read by all and fits the telephone."""
    assert not tab.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    results = Axe().run(tab, options=WCAG).response["violations"]
    assert [(result["id"], result["nodes"][0]["html"]) for result in results] == []


@pytest.mark.parametrize("pack", ["passeur"], indirect=True)
def test_member_tells_of_an_initiative_from_the_mail_to_the_published_page(
    live_server, site, pack, photograph, browser
) -> None:
    asked = make_request()
    context = browser.new_context(viewport=PHONE, has_touch=True)
    tab = context.new_page()
    foreign: set[str] = set()
    tab.on("request", lambda request: foreign.add(request.url))

    link = link_in_mail()
    tab.goto(link)
    heading = tab.get_by_role("heading", level=1)
    expect(heading).to_have_text("Racontez-nous en dix minutes, sans mot de passe")
    check(tab)
    tab.get_by_role("button", name="Envoyer mon récit").click()
    expect(tab.get_by_role("alert")).to_contain_text("4 points sont à revoir")
    check(tab)
    tab.get_by_role("link", name="Quel était le besoin").click()
    expect(tab.get_by_label("Quel était le besoin ?")).to_be_focused()

    tab.locator("#id_title").fill("Le puits rouvert")
    for name in ("need", "action", "outcome", "advice"):
        tab.locator(f"#id_{name}").fill(STORY[name])
    tab.locator("#id_photo-1-file").set_input_files(photograph)
    tab.locator("#id_photo-1-alt").fill("Un puits sur la place")
    tab.locator("#id_photo-1-credit").fill("Ville de Nozay")
    tab.locator("#id_photo-1-agreed").check()
    tab.locator("#id_consent").check()
    tab.get_by_role("button", name="Envoyer mon récit").click()
    expect(heading).to_have_text("Merci, c’est bien reçu")
    check(tab)
    tab.goto(link)
    expect(heading).to_have_text("Déjà reçu")

    get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
    office = browser.new_context(viewport={"width": 1280, "height": 900})
    desk = office.new_page()
    asked.refresh_from_db()
    desk.goto(live_server.url + reverse("contributions:index"))
    desk.locator("[name=username]").fill("chef")
    desk.locator("[name=password]").fill("secret")
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="Initiative à raconter").click()
    expect(desk.get_by_role("link", name="Ouvrir « Le puits rouvert »")).to_be_visible()
    results = Axe().run(desk, context="main", options=WCAG).response["violations"]
    assert [(result["id"], result["nodes"][0]["html"]) for result in results] == []
    desk.get_by_role("link", name="Ouvrir « Le puits rouvert »").click()
    desk.locator("footer [data-w-dropdown-target='toggle']").click()
    desk.locator("[name=action-publish]").click()
    expect(desk.locator(".messages")).to_contain_text("publiée")
    office.close()

    asked.page.refresh_from_db()
    tab.goto(live_server.url + asked.page.get_url())
    expect(heading).to_have_text("Le puits rouvert")
    expect(tab.locator("main")).to_contain_text("Contribution de Redon Agglomération")
    shown = tab.get_by_role("img", name="Un puits sur la place")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    check(tab)
    assert {url for url in foreign if not url.startswith(live_server.url)} == set()
    context.close()


@pytest.mark.parametrize("pack", ["base"], indirect=True)
def test_member_reads_a_page_and_validates_it_by_keyboard_alone(
    live_server, site, pack, browser
) -> None:
    asked = make_proofreading()
    tab = browser.new_page(viewport=PHONE)
    tab.goto(link_in_mail())
    expect(tab.get_by_role("heading", level=1)).to_have_text("Le bac de Fégréac")
    check(tab)
    tab.get_by_role("link", name="Valider ou corriger").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#relecture")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    expect(tab.locator(":focus")).to_have_text("Corriger")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="Envoyer mes corrections")).to_be_visible()
    check(tab)
    tab.keyboard.press("Shift+Tab")
    expect(tab.locator(":focus")).to_have_text("Valider")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Merci, c’est bien reçu")
    check(tab)
    asked.refresh_from_db()
    assert asked.validated_at
    tab.close()
