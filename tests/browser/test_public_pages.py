"""What only a browser can tell of the public pages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
OTHERS = (
    "/recherche/?q=eau&thematique=eau",
    "/recherche/?q=introuvable",
    "/absente/",
    "/++api++/@@docs",
)
WIDTHS = {"light": 320, "dark": 1280}


@pytest.mark.parametrize("pack", ["base", "passeur"], indirect=True)
def test_pages_are_accessible_fit_small_screens_and_ask_nothing_of_others(
    live_server, addresses, pack, browser
):
    foreign, wide, violations = set(), set(), set()
    for scheme, width in WIDTHS.items():
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        tab = context.new_page()
        tab.on("request", lambda request: foreign.add(request.url))
        for address in [*addresses.values(), *OTHERS]:
            tab.goto(live_server.url + address)
            if tab.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.add((scheme, address))
            results = Axe().run(tab, options=WCAG).response["violations"]
            violations |= {
                (scheme, address, result["id"], result["nodes"][0]["html"]) for result in results
            }
        context.close()
    assert violations == set()
    assert wide == set()
    assert {url for url in foreign if not url.startswith(live_server.url)} == set()


def test_keyboard_alone_skips_searches_filters_and_opens_a_page(live_server, addresses, browser):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(live_server.url + "/initiatives/")
    tab.keyboard.press("Tab")
    expect(tab.locator(":focus")).to_have_text("Aller au contenu")
    tab.keyboard.press("Enter")
    expect(tab.locator("#contenu")).to_be_focused()

    tab.keyboard.press("Tab")  # breadcrumbs
    tab.keyboard.press("Tab")
    expect(tab.locator("#q")).to_be_focused()
    tab.keyboard.type("regies")
    tab.keyboard.press("Tab")
    expect(tab.locator(":focus")).to_have_text("Thématique")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("checkbox", name="Eau (1)")).to_be_focused()
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")

    expect(tab.get_by_role("status")).to_have_text("1\u00a0résultat")
    expect(tab.get_by_role("list", name="Filtres en cours")).to_contain_text("Eau")
    assert "q=regies&thematique=eau" in tab.url
    tab.get_by_role("link", name="Une régie pour l’eau").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Une régie pour l’eau")
    tab.close()
