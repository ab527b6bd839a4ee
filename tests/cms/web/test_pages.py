from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from cms.domain import authoring
from cms.models import Look
from tests.factories.cms import make_initiative, make_initiatives


def read(client, page) -> BeautifulSoup:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("pack", ["base", "passeur"])
def test_page_of_each_type_shows_in_each_pack(client, site, pages, pack):
    Look.objects.create(site=site, pack=pack)
    for page in pages.values():
        html = read(client, page)
        assert html.html["lang"] == "fr"
        assert [h1.get_text(strip=True) for h1 in html("h1")] == [page.title]
        assert html.find("link", rel="canonical")["href"] == page.get_full_url()
        assert html.find("a", class_="skip")["href"] == "#contenu"
        assert html.find(id="contenu") is not None
        sheets = [link["href"] for link in html("link", rel="stylesheet")]
        assert sheets[0].startswith(f"/charte/{pack}/")
        assert sheets[-1] == f"/static/{pack}/web.css"
        image = html.find("meta", property="og:image")["content"]
        assert image.startswith(site.root_url)


def test_pages_ask_nothing_of_others_and_have_no_inline_code(client, pages):
    for page in pages.values():
        html = read(client, page)
        for tag in html(["img", "link", "iframe", "source", "script"]):
            address = tag.get("src") or tag.get("href") or ""
            assert address.startswith("/") or tag.get("rel") == ["canonical"]
        assert not html("style")
        assert not html("script", string=True)
        assert not html.find_all(style=True)
        assert not html.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))


def test_headings_of_pages_skip_no_level(client, pages):
    for page in pages.values():
        levels = [int(heading.name[1]) for heading in read(client, page)(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_initiative_shows_its_facts(client, pages):
    text = read(client, pages["initiative"]).find("main").get_text(" ", strip=True)
    assert "13\u202f445,76\u00a0€" in text or "13\u00a0445,76\u00a0€" in text
    for fact in ("Fonds vert", "Allaire", "En cours", "depuis 2023", "Redon Agglomération"):
        assert fact in text


def test_initiative_without_facts_has_no_place_for_them(client, pages):
    bare = make_initiative("Une idée")
    assert 'class="facts"' not in client.get(bare.get_url()).content.decode()


def test_fictional_initiative_says_so_on_its_page_and_its_card(client, pages):
    assert "Exemple fictif" in read(client, pages["initiative"]).find("main").get_text()
    card = read(client, pages["index"]).find("article", class_="card")
    assert "Exemple fictif" in card.get_text()


def test_real_initiative_is_not_called_fictional(client, pages):
    authoring.update(pages["initiative"], {"is_fictional": False}, publish=True)
    assert "Exemple fictif" not in read(client, pages["initiative"]).get_text()


def test_imported_initiative_names_source_original_and_licence(client, imported):
    section = read(client, imported).find("section", class_="provenance")
    links = {link.get_text(): link["href"] for link in section("a")}
    assert links == {
        "Fonds vert 2023": "https://catalogue.example.org/",
        "Référence 12": "https://catalogue.example.org/12",
        "Licence Ouverte 2.0": "https://licence.example.org/",
    }


def test_initiative_of_our_own_shows_no_provenance(client, pages):
    assert read(client, pages["initiative"]).find("section", class_="provenance") is None


def test_body_of_a_page_cannot_inject_markup(client, pages):
    authoring.update(
        pages["initiative"],
        {"title": "<script>alert(1)</script>", "summary": "{{ pack }}"},
        publish=True,
    )
    html = read(client, pages["initiative"])
    assert not html("script")
    assert html.h1.get_text() == "<script>alert(1)</script>"
    assert html.find("p", class_="lead").get_text() == "{{ pack }}"


def test_breadcrumbs_lead_back_to_the_home_page(client, pages):
    trail = read(client, pages["initiative"]).find("nav", class_="breadcrumbs")
    links = [(link.get_text(), link["href"]) for link in trail("a")]
    assert links == [
        ("Accueil", "/"),
        ("Initiatives", "/initiatives/"),
        ("Redon Agglomération", pages["member"].get_url()),
    ]


def test_menu_says_where_one_is(client, pages):
    menu = read(client, pages["initiative"]).find("nav", class_="site-nav")
    assert [link.get_text() for link in menu("a", attrs={"aria-current": True})] == ["Initiatives"]


def test_related_initiatives_share_a_topic(client, pages):
    other = make_initiative("Compter l’eau", topics=tuple(pages["initiative"].topics.all()))
    make_initiative("Sans rapport")
    related = read(client, pages["initiative"]).find("section", {"aria-labelledby": "voisins"})
    assert [title.get_text() for title in related("h3")] == [other.title]


def test_preview_of_a_draft_shows_what_is_not_yet_saved(pages):
    page = pages["initiative"]
    page.title = "Un titre en cours"
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "Un titre en cours" in response.rendered_content


def test_pack_that_was_taken_away_leaves_the_site_standing(client, site, pages):
    Look.objects.create(site=site, pack="disparue")
    assert "/charte/passeur/" in str(read(client, pages["home"]))


@pytest.mark.parametrize("more", [1, 3, 30])
def test_list_of_initiatives_costs_the_same_for_one_three_or_thirty(
    client, pages, django_assert_num_queries, more
):
    one = pages["initiative"]
    make_initiatives(more, topics=tuple(one.topics.all()), territories=tuple(one.territories))
    client.get("/initiatives/")
    with django_assert_num_queries(18):
        client.get("/initiatives/")
