"""The page of a plan: a tree that reads from top to bottom, and tables of its years."""

from __future__ import annotations

import datetime
import re

import pytest
from bs4 import Tag
from django.test import Client
from wagtail.models import Site

from cms.domain import authoring
from tests.factories.cms import make_roadmap, make_roadmap_version
from tests.factories.roadmaps import a_plan, action, axis, commitment, orientation, plan, theme
from tests.reading import main_of, text_of

pytestmark = pytest.mark.django_db


def cells(html: Tag) -> list[list[str]]:
    return [[text_of(cell) for cell in line(["th", "td"])] for line in html("tr")]


def test_headings_are_those_of_the_tree_in_its_order(site: Site) -> None:
    html = main_of(make_roadmap_version(axes=a_plan()))

    assert [(tag.name, text_of(tag)) for tag in html(re.compile("^h[1-6]$"))] == [
        ("h1", "Plan d’action 2021-2023"),
        ("h2", "En bref"),
        ("h2", "Axe 1 : Relier les territoires"),
        ("h3", "1.1. Partager une stratégie"),
        ("h4", "Mobilités"),
        ("h3", "1.2. Parler d’une voix"),
    ]
    assert "Numérotée 1.2 sur le schéma." in text_of(html)


def test_action_tells_its_means_its_results_and_its_parts(site: Site) -> None:
    html = main_of(make_roadmap_version(axes=a_plan()))

    told = [text_of(item) for item in html.select("section > .actions > li")]

    assert told == [
        "Réunir le groupe Ressources Présidence",
        "Tracer un schéma Ressources Agence d’urbanisme Résultats attendus Un document Une carte "
        "Parties prenantes Régions Villes moyennes Recenser les lignes Ressources Agence",
        "Écrire à l’État",
    ]
    (part,) = html.select(".actions .actions > li")
    assert text_of(part.find(class_="action-title")) == "Recenser les lignes"


def test_table_says_in_words_what_each_year_commits_to(site: Site) -> None:
    html = main_of(make_roadmap_version(axes=a_plan()))

    (table,) = html("table")  # nothing is told of the years of 1.2

    assert text_of(table.caption) == "Engagement par année , 1.1. Partager une stratégie"
    assert [cell["scope"] for cell in table.thead("th")] == ["col"] * 4
    assert [cell["scope"] for cell in table.select("tbody th")] == [
        "row",
        "rowgroup",
        "row",
        "row",
    ]
    untold = "– non précisé"
    assert cells(table) == [
        ["Action", "2021", "2022", "2023"],
        ["Réunir le groupe", untold, untold, untold],
        ["Mobilités"],
        ["Tracer un schéma", "Moyen", "Fort, arbitrage", "Arbitrage"],
        ["Recenser les lignes", "Fort", untold, untold],
    ]
    assert table.parent["tabindex"] == "0"
    assert table.parent["aria-label"].endswith("1.1. Partager une stratégie")


def test_facts_tell_years_version_adoption_and_how_the_roadmap_is_reviewed(site: Site) -> None:
    roadmap = make_roadmap("Coopérer", review="Révision annuelle")
    page = make_roadmap_version(
        roadmap=roadmap, version_year=2022, adopted_on=datetime.date(2022, 3, 1)
    )

    html = main_of(page)

    assert text_of(html.find("p", class_="kicker")) == "Coopérer"
    facts = {text_of(line.dt): text_of(line.dd) for line in html.select(".facts dl > div")}
    assert facts == {
        "Années": "2021-2023",
        "Version": "2022",
        "Adopté le": "1er mars 2022",
        "Révision": "Révision annuelle",
    }


def test_version_of_a_roadmap_taken_down_says_nothing_of_it(site: Site) -> None:
    roadmap = make_roadmap("Coopérer", review="Révision annuelle")
    page = make_roadmap_version(roadmap=roadmap)
    authoring.unpublish(roadmap)

    html = main_of(page)

    assert html.find("p", class_="kicker") is None
    assert "Révision annuelle" not in text_of(html)


def test_plan_without_axes_says_so(site: Site) -> None:
    html = main_of(make_roadmap_version())

    assert "Ce plan n’a encore aucun axe." in text_of(html)
    assert not html("table")


def test_parts_without_number_actions_or_title_show_what_they_have(site: Site) -> None:
    axes = plan(
        axis("", "Relier", orientation("", "Partager", themes=[theme("Mobilités"), theme("")])),
        axis("2", "Agir"),
    )
    html = main_of(make_roadmap_version(axes=axes))

    titles = [text_of(tag) for tag in html(["h2", "h3", "h4"])]
    assert titles == ["En bref", "Relier", "Partager", "Mobilités", "Axe 2 : Agir"]
    assert not html("table")
    assert not html.select("ul.actions")


def test_plan_cannot_inject_markup(site: Site) -> None:
    hostile = "<script>alert(1)</script>{{ pack }}"
    done = action(hostile, commitment(2021, "low"), resources=hostile)
    axes = plan(axis("1", hostile, orientation("1.1", hostile, done, note=hostile)))

    html = main_of(make_roadmap_version(axes=axes))

    assert not html("script")
    assert text_of(html.table.tbody.th) == hostile


def test_preview_of_a_draft_shows_a_plan_not_yet_saved(site: Site) -> None:
    page = make_roadmap_version()
    page.axes = a_plan()

    response = page.make_preview_request()

    assert response.status_code == 200
    assert "Tracer un schéma" in response.rendered_content


@pytest.mark.parametrize("count", [1, 3, 30])
def test_plan_costs_the_same_whatever_it_holds(
    client: Client, site: Site, count: int, django_assert_num_queries
) -> None:
    actions = [action(f"Action {number}", commitment(2021)) for number in range(count)]
    axes = plan(*[axis("1", "Relier", orientation("1.1", "Partager", *actions))] * count)
    page = make_roadmap_version(axes=axes)
    client.get(page.get_url())
    with django_assert_num_queries(16):
        client.get(page.get_url())
