"""Volto's search page in front of our `@search`."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.volto.reading import INITIATIVE, follow, rendered, search, titles

pytestmark = pytest.mark.volto


def shown(tab: Page) -> list[str]:
    return tab.locator("article.tileItem h2").all_inner_texts()


def test_search_is_rendered_on_the_server(volto, passeur, consoles):
    page = rendered(f"{volto}/search?SearchableText=commune")
    found = search(passeur, SearchableText="commune*")
    assert [item.get_text() for item in page.select("article.tileItem h2")] == titles(found)
    assert str(found["items_total"]) in page.select_one(".items_total").get_text()


def test_search_typed_in_the_header_finds_pages_and_leads_to_one(visit):
    tab = visit("/")
    tab.evaluate("window.sameDocument = true")
    tab.locator("input[name=SearchableText]").fill("luminaires")
    tab.locator("input[name=SearchableText]").press("Enter")
    expect(tab.locator("main h1")).to_contain_text("luminaires")
    follow(tab, "main", INITIATIVE)
    expect(tab.locator("main")).to_contain_text("Remplacer des lampes")
    assert tab.evaluate("window.sameDocument") is True


def test_search_pages_and_sorts_as_our_server_does(visit, passeur, screens):
    asked = {"SearchableText": "commune*", "b_size": 10}
    tab = visit("/search?SearchableText=commune&b_size=10")
    expect(tab.locator("article.tileItem")).to_have_count(10)
    assert shown(tab) == titles(search(passeur, **asked))
    tab.screenshot(path=screens / "desktop-search.png", full_page=True)

    second = titles(search(passeur, **asked, b_start=10))
    tab.locator(".pagination").get_by_text("2", exact=True).click()
    expect(tab.locator("article.tileItem h2").first).to_have_text(second[0])
    assert shown(tab) == second

    for name, order in (("sortable_title", "ascending"), ("effective", "reverse")):
        expected = titles(search(passeur, **asked, sort_on=name, sort_order=order))
        tab.locator(f"button[name={name}]").click()
        expect(tab.locator("article.tileItem h2").first).to_have_text(expected[0])
        assert shown(tab) == expected

    third = titles(search(passeur, **asked, sort_on="effective", sort_order="reverse", b_start=20))
    tab.locator(".pagination").get_by_text("3", exact=True).click()
    expect(tab.locator("article.tileItem h2").first).to_have_text(third[0])
    assert shown(tab) == third
