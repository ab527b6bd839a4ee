"""Plone's own front end, unmodified, in front of our server: what it renders, and in peace.

Every test fails too when the browser's console or one of the two servers complains: see
`consoles`.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.volto

ALLIANCE = "Alliance Intermétropolitaine Loire Bretagne"
INITIATIVE = "À Blain, la rue Denis-Papin change ses lampes"
EPISODE = "Collectivité recherche foncier, épisode 1"
EPISODE_SLUG = "collectivite-recherche-foncier-episode-1"
# Address, title, and words of the page's own text.
PAGES = [
    ("/", ALLIANCE, "une troisième loge des familles dans un ancien restaurant"),
    ("/initiatives", "Initiatives", INITIATIVE),
    ("/initiatives/pays-de-blain", "Pays de Blain", INITIATIVE),
    (
        "/initiatives/pays-de-blain/rue-denis-papin-blain",
        INITIATIVE,
        "Remplacer des lampes n’inaugure rien et ne se photographie guère.",
    ),
    ("/cycles", "Cycles", "Mobilités durables en milieu peu dense"),
    (
        "/cycles/mobilites-durables",
        "Mobilités durables en milieu peu dense",
        "accompagner le changement de comportement",
    ),
    ("/videos", "Vidéos", "Voici le premier."),
    (
        f"/videos/{EPISODE_SLUG}",
        EPISODE,
        "Voici le premier.",
    ),
]
every_page = pytest.mark.parametrize(
    ("path", "title", "words"), PAGES, ids=[path for path, _, _ in PAGES]
)
MENU = ["Initiatives", "Cycles", "Vidéos", "Passeur d’idées"]
MISSING = "/initiatives/absente"


def get(address: str) -> tuple[int, str, bytes]:
    """Return the status, the type and the body of an answer, whatever its status."""
    response = urllib3.request("GET", address, timeout=60, redirect=False, retries=False)
    return response.status, response.headers["Content-Type"].partition(";")[0], response.data


def rendered(address: str, status: int = 200) -> BeautifulSoup:
    """Return a page as Volto's server wrote it, before any script has run."""
    answered, kind, body = get(address)
    assert (answered, kind) == (status, "text/html")
    return BeautifulSoup(body, "html.parser")


def search(passeur: str, **params: Any) -> dict[str, Any]:
    return json.loads(get(f"{passeur}/++api++/@search?{urlencode(params)}")[2])


def titles(found: dict[str, Any]) -> list[str]:
    return [item["title"] for item in found["items"]]


def shown(tab: Page) -> list[str]:
    return tab.locator("article.tileItem h2").all_inner_texts()


def follow(tab: Page, place: str, name: str) -> None:
    """Follow the first link of a place whose text begins so: in lists a whole card is one."""
    links = tab.locator(place).locator("a")
    links.filter(has_text=re.compile(f"^{re.escape(name)}")).first.click()


@every_page
def test_page_asked_for_is_rendered_on_the_server(volto, consoles, path, title, words):
    page = rendered(volto + path)
    assert page.title.string.startswith(title)
    assert page.html["lang"] == "fr"
    assert words in page.main.get_text(" ")
    assert [item.get_text() for item in page.select("nav#navigation a.item")][1:] == MENU


def test_every_public_page_is_rendered_on_the_server(volto, passeur, consoles):
    items = search(passeur, b_size=1000)["items"]
    assert len(items) > 40
    for item in items:
        page = rendered(item["@id"].replace(passeur, volto))
        assert page.title.string.startswith(item["title"])
        assert page.select_one("#page-document, #page-home"), item["@id"]


@pytest.mark.parametrize("device", ["desktop", "phone"])
@every_page
def test_page_asked_for_stays_whole_once_scripts_have_run(
    visit, screens, path, title, words, device
):
    tab = visit(path, device)
    tab.screenshot(path=screens / f"{device}{path.replace('/', '-')}.png", full_page=True)
    expect(tab).to_have_title(re.compile(f"^{re.escape(title)}"))
    expect(tab.locator("main")).to_contain_text(words)
    assert not tab.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_links_followed_render_each_page_without_asking_for_a_document(volto, visit):
    tab = visit("/")
    tab.evaluate("window.sameDocument = true")
    by_path = {path: (title, words) for path, title, words in PAGES}
    way = [
        ("nav#navigation", "Initiatives", "/initiatives"),
        ("main", INITIATIVE, "/initiatives/pays-de-blain/rue-denis-papin-blain"),
        (".breadcrumbs", "Pays de Blain", "/initiatives/pays-de-blain"),
        ("nav#navigation", "Cycles", "/cycles"),
        ("main", "Mobilités durables en milieu peu dense", "/cycles/mobilites-durables"),
        ("nav#navigation", "Vidéos", "/videos"),
        ("main", EPISODE, f"/videos/{EPISODE_SLUG}"),
        ("nav#navigation", ALLIANCE, "/"),
    ]
    for place, name, path in way:
        follow(tab, place, name)
        title, words = by_path[path]
        expect(tab).to_have_url(volto + path)
        expect(tab).to_have_title(re.compile(f"^{re.escape(title)}"))
        expect(tab.locator("main")).to_contain_text(words)
    assert tab.evaluate("window.sameDocument") is True


def test_menu_of_a_phone_opens_and_leads_to_a_page(visit):
    tab = visit("/", "phone")
    tab.get_by_role("button", name="Ouvrir le menu").click()
    follow(tab, ".mobile-menu", "Cycles")
    expect(tab.locator("main")).to_contain_text("Mobilités durables en milieu peu dense")


@pytest.mark.parametrize(
    ("path", "title"), [("/videos", "Vidéos"), (f"/videos/{EPISODE_SLUG}", EPISODE)]
)
def test_pictures_are_fetched_by_images_scales(volto, visit, path, title):
    addresses = {
        candidate.split()[0]
        for image in rendered(volto + path).select("main img")
        for candidate in image.get("srcset", image["src"]).split(", ")
    }
    assert addresses
    for address in addresses:
        assert "/@@images/" in address
        status, kind, body = get(volto + address)
        assert (status, kind.split("/")[0], bool(body)) == (200, "image", True)

    tab = visit("/")
    follow(tab, "nav#navigation", "Vidéos")
    if title == EPISODE:
        follow(tab, "main", EPISODE)
    expect(tab.locator("main h1")).to_have_text(title)
    pictures = tab.locator("main img")
    expect(pictures.last).to_be_visible()
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0
        assert "/@@images/" in picture.evaluate("image => image.currentSrc")


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


def test_missing_page_is_a_404_on_the_server_and_in_the_browser(volto, visit, consoles, screens):
    sentence = "Cette page ne semble pas exister"
    assert sentence in rendered(volto + MISSING, status=404).main.get_text()

    tab = visit(MISSING)
    tab.screenshot(path=screens / "desktop-missing.png", full_page=True)
    expect(tab.locator("main h1")).to_contain_text(sentence)
    follow(tab, "nav#navigation", "Cycles")
    expect(tab.locator("main")).to_contain_text("Mobilités durables en milieu peu dense")
    tab.go_back()
    expect(tab.locator("main h1")).to_contain_text(sentence)

    # Chromium writes a line for each 404 that it receives, and here it asks for nothing else.
    complaints = consoles["browser"][:]
    consoles["browser"].clear()
    assert complaints
    for complaint in complaints:
        assert complaint.startswith("Failed to load resource: the server responded with a")
        assert f"404 (Not Found) ({volto}" in complaint
        assert MISSING in complaint
