from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup

from cms.listing.tracking import tracking
from cms.web.results import PER_PAGE, counted
from tests.factories.cms import make_initiative, make_territory, make_topic


@pytest.fixture(scope="module")
def module_initiatives(module_pages) -> None:
    """Add two initiatives to the one of the site, on another topic and another commune."""
    habitat = make_topic("habitat", title="Habitat", colour="habitat")
    pipriac = make_territory("Pipriac", slug="pipriac")
    for title in ("Loger autrement", "Bâtir en terre"):
        make_initiative(
            title,
            topics=(habitat,),
            territories=(pipriac,),
            effective=datetime.date(2023, 3, 1),
            summary="Deux logements.",
        )


@pytest.fixture
def initiatives(module_initiatives, pages) -> None:
    """Those above, in a test."""


def read(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(html: BeautifulSoup) -> list[str]:
    return [h3.get_text() for h3 in html.find("section", class_="results")("h3")]


def status(html: BeautifulSoup) -> str:
    return html.find(role="status").get_text()


def test_list_without_filter_shows_the_newest_first(client, initiatives):
    html = read(client, "/initiatives/")
    assert titles(html)[0] == "Une régie pour l’eau"
    assert status(html) == "3\u00a0résultats"


def test_filters_of_the_address_narrow_the_list(client, initiatives):
    # The régie started in 2023: its years are those of the action, not of its publication.
    homes, water = {"Loger autrement", "Bâtir en terre"}, {"Une régie pour l’eau"}
    expected = {
        "thematique=habitat": homes,
        "thematique=habitat&thematique=eau": homes | water,
        "territoire=pipriac&q=terre": {"Bâtir en terre"},
        "annee=2024": set(),
        "annee=2023": homes | water,
        "q=REGIES": water,
        "inconnu=1&page=99": homes | water,
    }
    found = {
        parameters: set(titles(read(client, f"/initiatives/?{parameters}")))
        for parameters in expected
    }
    assert found == expected


def test_facets_tell_what_choosing_would_give(client, initiatives):
    form = read(client, "/initiatives/?thematique=habitat").find("form", class_="finder")
    boxes = {
        box["value"]: (box.parent.get_text(" ", strip=True), box.has_attr("checked"))
        for box in form("input", attrs={"name": "thematique"})
    }
    assert boxes == {"eau": ("Eau (1)", False), "habitat": ("Habitat (2)", True)}
    places = [option.get_text() for option in form.find("select")("option")]
    assert "Pipriac (2)" in places
    assert "Allaire (1)" not in places


def test_chosen_filters_can_be_taken_away_one_by_one(client, initiatives):
    html = read(client, "/initiatives/?q=terre&thematique=habitat&territoire=pipriac")
    chips = {
        chip.get_text(strip=True).removeprefix("Retirer le filtre").strip("× "): chip["href"]
        for chip in html.find("ul", class_="chips")("a")
    }
    assert chips["Habitat"] == "/initiatives/?q=terre&territoire=pipriac"
    assert chips["«\u00a0terre\u00a0»"] == "/initiatives/?thematique=habitat&territoire=pipriac"
    assert chips["Tout effacer"] == "/initiatives/"


def test_empty_list_says_so_and_shows_a_way_out(client, initiatives):
    html = read(client, "/initiatives/?q=introuvable")
    assert status(html) == "Aucun résultat"
    assert html.find("div", class_="empty").a["href"] == "/initiatives/"


def test_filter_that_nothing_answers_can_still_be_taken_away(client, initiatives):
    html = read(client, "/initiatives/?thematique=eau&territoire=pipriac")
    assert {chip["href"] for chip in html.find("ul", class_="chips")("a")} >= {
        "/initiatives/?territoire=pipriac",
        "/initiatives/?thematique=eau",
    }


def test_long_list_is_cut_into_pages_that_keep_the_filters(client, pages):
    topic = make_topic("eau")
    with tracking():
        for number in range(PER_PAGE):
            make_initiative(f"Puits {number}", topics=(topic,))
    first = read(client, "/initiatives/?thematique=eau")
    assert len(titles(first)) == PER_PAGE
    following = first.find("a", rel="next")["href"]
    assert following == "/initiatives/?thematique=eau&page=2"
    assert len(titles(read(client, following))) == 1


def test_search_of_the_whole_site_finds_every_type(client, initiatives):
    html = read(client, "/recherche/?thematique=eau")
    assert set(titles(html)) == {
        "Une régie pour l’eau",
        "Habiter demain",
        "Habiter les villages",
        "Un livre blanc pour les élus",
        "Habiter sans bâtir",
        "Parler foncier",
        "Coopérer d’une rive à l’autre",
        "Petites villes de demain",
        "Des élus racontent",
    }
    cycles = read(client, "/recherche/?thematique=eau&type=Cycle")
    assert titles(cycles) == ["Habiter demain"]
    assert cycles.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_search_with_a_very_long_or_odd_text_is_answered(client, pages):
    assert status(read(client, "/recherche/?q=" + "a" * 5000)) == "Aucun résultat"
    assert status(read(client, "/recherche/?q=%00%22%27(")) == "Aucun résultat"


def test_member_page_lists_only_its_own(client, initiatives, pages):
    assert "Une régie pour l’eau" in titles(read(client, pages["member"].get_url()))
    other = read(client, "/cycles/")
    assert titles(other) == ["Habiter demain"]


@pytest.mark.parametrize(
    ("total", "text"),
    [(0, "Aucun résultat"), (1, "1\u00a0résultat"), (2, "2\u00a0résultats")],
)
def test_counted_follows_french_plural(total, text):
    assert counted(total) == text
