"""Pages as Plone's own front end, unmodified, renders them from our server.

Every test of this folder fails too when the browser's console or one of the two servers
complains: see `consoles`.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.volto.reading import (
    EPISODE,
    EPISODE_SLUG,
    INITIATIVE,
    MISSING,
    PAGES,
    follow,
    get,
    rendered,
    search,
)

pytestmark = pytest.mark.volto

every_page = pytest.mark.parametrize(
    ("path", "title", "words"), PAGES, ids=[path for path, _, _ in PAGES]
)
MENU = [
    "Initiatives",
    "Cycles",
    "Vidéos",
    "Ressources",
    "Actualités",
    "Agenda",
    "Annuaire",
    "Passeur d’idées",
]


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
    tab.screenshot(
        path=screens / f"{device}{path.rstrip('/').replace('/', '-')}.png", full_page=True
    )
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
        ("nav#navigation", "Accueil", "/"),
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


def test_video_waits_behind_a_poster_of_ours(volto, visit):
    tab = visit(f"/videos/{EPISODE_SLUG[:-1]}2")
    expect(tab.locator("main .embed iframe")).to_have_count(0)  # asks nobody until it is started
    poster = tab.locator("main .embed img")
    expect(poster).to_have_attribute("src", re.compile("/@@images/image$"))
    expect(poster).to_have_js_property("complete", True)
    assert poster.evaluate("image => image.naturalWidth") > 0


def test_missing_page_is_a_404_on_the_server_and_in_the_browser(volto, visit, screens):
    sentence = "Cette page ne semble pas exister"
    assert sentence in rendered(volto + MISSING, status=404).main.get_text()

    tab = visit(MISSING)
    tab.screenshot(path=screens / "desktop-missing.png", full_page=True)
    expect(tab.locator("main h1")).to_contain_text(sentence)
    follow(tab, "nav#navigation", "Cycles")
    expect(tab.locator("main")).to_contain_text("Mobilités durables en milieu peu dense")
    tab.go_back()
    expect(tab.locator("main h1")).to_contain_text(sentence)
