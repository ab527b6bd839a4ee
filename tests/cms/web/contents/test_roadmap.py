"""The page of a roadmap: who steers it, and the versions of its plan."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from cms.listing.tracking import tracking
from cms.models import GovernanceBody, Organisation, RoadmapPage
from tests.factories.cms import make_roadmap, make_roadmap_version
from tests.factories.roadmaps import a_plan
from tests.reading import main_of, text_of

pytestmark = pytest.mark.django_db


def versions(page: RoadmapPage) -> dict[str, list[str]]:
    """Return the titles of the versions listed, by their headings."""
    lists = main_of(page)("ul", class_="versions")
    return {
        text_of(found.find_parent("section").h2): [text_of(title) for title in found("h3")]
        for found in lists
    }


def test_page_tells_who_carries_and_steers_it(site: Site) -> None:
    page = make_roadmap(
        start_year=2020,
        end_year=2026,
        structure=Organisation.objects.create(name="PMLB", slug="pmlb"),
        review="Révision annuelle",
        body=[("text", "<p>Coopérer.</p>")],
        governance_bodies=[
            GovernanceBody(name="Comité syndical", role="Pilotage <b>stratégique</b>"),
            GovernanceBody(name="Groupes", groups="Mobilités\n\n Recherche "),
        ],
    )

    html = main_of(page)

    assert text_of(html.find("p", class_="kicker")) == "Feuille de route 2020-2026"
    facts = {text_of(line.dt): text_of(line.dd) for line in html.select(".facts dl > div")}
    assert facts == {"Portée par": "PMLB", "Révision": "Révision annuelle"}
    assert [text_of(body) for body in html.select("ul.governance > li")] == [
        "Comité syndical Pilotage <b>stratégique</b>",
        "Groupes Mobilités Recherche",
    ]
    assert "Coopérer." in text_of(html)


def test_page_with_a_title_alone_shows_no_empty_part(site: Site) -> None:
    html = main_of(make_roadmap())

    assert not html.select("h2, h3, ul, dl, .facts")


@time_machine.travel("2022-12-31T22:59:00Z")  # the last minute of the year in Paris
def test_version_in_force_stands_first_and_the_others_latest_first(site: Site) -> None:
    page = make_roadmap()
    for year in (2022, 2021, 2023):
        make_roadmap_version(f"Version {year}", roadmap=page, version_year=year)
    make_roadmap_version("Brouillon", roadmap=page, version_year=2022, publish=False)
    make_roadmap_version("Ailleurs", roadmap=make_roadmap("Autre"), version_year=2022)

    expected = {
        "Plan d’action en vigueur": ["Version 2022"],
        "Autres versions": ["Version 2023", "Version 2021"],
    }
    assert versions(page) == expected

    with time_machine.travel("2022-12-31T23:00:00Z"):
        assert versions(page)["Plan d’action en vigueur"] == ["Version 2023"]


@time_machine.travel("2024-05-01T12:00:00Z")
def test_plan_that_is_over_is_in_force_no_longer(site: Site) -> None:
    page = make_roadmap()
    make_roadmap_version(roadmap=page)

    assert versions(page) == {"Plans d’action": ["Plan d’action 2021-2023"]}


@time_machine.travel("2022-05-01T12:00:00Z")
def test_copy_with_the_same_dates_replaces_what_it_was_made_from(site: Site) -> None:
    page = make_roadmap()
    for title in ("Première", "Copie"):
        make_roadmap_version(title, roadmap=page)

    assert versions(page)["Plan d’action en vigueur"] == ["Copie"]


def test_version_tells_its_years_and_when_it_was_adopted(site: Site) -> None:
    page = make_roadmap()
    day = datetime.date(2021, 3, 1)
    make_roadmap_version("Plan", roadmap=page, version_year=2021, adopted_on=day, summary="Agir.")
    make_roadmap_version("Ancien", roadmap=page, start_year=2020, end_year=2020)

    told = [text_of(line) for line in main_of(page).select("ul.versions > li")]

    assert told == [
        "Plan 2021-2023, version 2021, adopté le 1er mars 2021 Agir.",
        "Ancien 2020",
    ]


def test_card_of_a_roadmap_or_a_plan_tells_its_years(site: Site) -> None:
    make_roadmap_version(roadmap=make_roadmap(start_year=2020, end_year=2026))

    html = BeautifulSoup(Client().get("/recherche/").content, "html.parser")
    feet = {text_of(card.h3): text_of(card.find(class_="card-foot")) for card in html("article")}
    assert feet == {
        "Coopérer d’une rive à l’autre": "2020-2026",
        "Plan d’action 2021-2023": "2021-2023",
    }


@pytest.mark.parametrize("count", [1, 3, 30])
def test_roadmap_costs_the_same_for_one_three_or_thirty_versions(
    client: Client, site: Site, count: int, django_assert_num_queries
) -> None:
    page = make_roadmap(governance_bodies=[GovernanceBody(name="Comité") for _ in range(count)])
    with tracking():
        for number in range(count):
            make_roadmap_version(f"Version {number}", roadmap=page, axes=a_plan())
    client.get(page.get_url())
    with django_assert_num_queries(18):
        client.get(page.get_url())
