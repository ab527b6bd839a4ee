"""What the API tells of roadmaps and of the versions of their plan."""

from __future__ import annotations

from wagtail.models import Site

from cms.domain import authoring
from tests.cms.restapi.asking import ask, get, get_titles
from tests.factories.cms import make_roadmap, make_roadmap_version
from tests.factories.pages import make_pages
from tests.factories.roadmaps import a_plan

ROADMAP = "/feuilles-de-route/cooperer-d-une-rive-a-l-autre"
PLAN = f"{ROADMAP}/plan-d-action-2021-2023"


def test_content_of_a_roadmap_tells_its_fields_and_holds_its_versions(site: Site) -> None:
    make_pages(site)

    found = get(ROADMAP)

    assert (found["@type"], found["type_title"]) == ("Roadmap", "Feuille de route")
    assert (found["start_year"], found["end_year"]) == (2020, 2026)
    assert (found["structure"], found["review"]) == ("Redon Agglomération", "Révision annuelle")
    assert found["governance_bodies"] == [
        {"name": "Comité syndical", "role": "Pilotage", "groups": ["Mobilités", "Études"]}
    ]
    assert found["is_folderish"] is True
    assert [item["title"] for item in found["items"]] == ["Plan d’action 2021-2023"]


def test_content_of_a_version_tells_its_plan(site: Site) -> None:
    make_pages(site)

    found = get(PLAN)

    assert (found["@type"], found["type_title"]) == ("RoadmapVersion", "Plan d’action")
    assert (found["version_year"], found["adopted_on"]) == (2021, "2021-03-01")
    assert found["effective"].startswith("2021-03-01")
    assert found["years"] == [2021, 2022, 2023]
    (axis,) = found["axes"]
    (theme,) = axis["orientations"][0]["themes"]
    assert theme["actions"][0]["commitments"][2] == {
        "year": 2023,
        "level": None,
        "arbitration": True,
    }
    assert theme["actions"][0]["sub_actions"][0]["title"] == "Recenser les lignes"


def test_bare_pages_have_the_same_keys(site: Site) -> None:
    make_pages(site)
    bare = make_roadmap("Nue")
    make_roadmap_version("Plan", roadmap=bare)

    assert set(get("/feuilles-de-route/nue")) == set(get(ROADMAP))
    assert set(get("/feuilles-de-route/nue/plan")) == set(get(PLAN))


def test_search_finds_plans_by_type_words_and_year(site: Site) -> None:
    make_roadmap_version(axes=a_plan())
    make_roadmap_version("Suite", start_year=2024, end_year=2026)

    plan = ["Plan d’action 2021-2023"]
    assert get_titles("/@search?portal_type=RoadmapVersion&SearchableText=villes moyennes") == plan
    assert get_titles("/@search?portal_type=RoadmapVersion&year=2022") == plan


def test_draft_of_a_plan_is_told_with_a_link_only(site: Site) -> None:
    page = make_roadmap_version()
    authoring.update(page, {"axes": a_plan()})

    assert get(PLAN)["axes"] == []
    told = ask(PLAN, page=page).json()["axes"]
    assert told[0]["title"] == "Relier les territoires"
