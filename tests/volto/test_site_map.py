"""The site map for people and the one for robots."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.volto.reading import PAGES, follow, get, rendered, search

pytestmark = pytest.mark.volto


def test_site_map_lists_the_pages_of_the_site(volto, visit, screens):
    links = {
        item["href"].removeprefix(volto): item.get_text()
        for item in rendered(volto + "/sitemap").select("#page-sitemap a")
    }
    for path, title, _ in PAGES[1:]:
        assert links.get(path) == title

    tab = visit("/sitemap")
    tab.screenshot(path=screens / "desktop-sitemap.png", full_page=True)
    tab.evaluate("window.sameDocument = true")
    follow(tab, "#page-sitemap", "Mobilités durables en milieu peu dense")
    expect(tab.locator("main")).to_contain_text("accompagner le changement de comportement")
    assert tab.evaluate("window.sameDocument") is True


def test_sitemap_for_robots_lists_every_public_page(volto, passeur, consoles):
    _, kind, index = get(f"{volto}/sitemap.xml.gz")
    assert kind == "application/x-gzip"
    (part,) = re.findall("<loc>(.+?)</loc>", gzip.decompress(index).decode())
    status, _, body = get(part)
    assert status == 200
    entries = re.findall(
        r"<loc>(.+?)</loc>\s*<lastmod>(.+?)</lastmod>", gzip.decompress(body).decode()
    )
    expected = {
        item["@id"].replace(passeur, volto): item["modified"]
        for item in search(passeur, metadata_fields="modified", b_size=1000)["items"]
    }
    assert len(expected) > 40
    assert dict(entries) == expected


def test_robots_are_told_where_the_sitemap_is(volto, consoles):
    status, kind, body = get(f"{volto}/robots.txt")
    assert (status, kind) == (200, "text/plain")
    assert f"Sitemap: {volto}/sitemap-index.xml" in body.decode()
    assert get(f"{volto}/sitemap-index.xml")[:2] == (200, "application/xml")
