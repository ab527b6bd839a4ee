"""Every fact of the roadmap (seed 001) but its organisation is entered, shown, served and found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.domain.roadmap import actions_of
from cms.models import HomePage, RoadmapIndexPage
from tests.cms.staff import NO_FORMS, typed
from tests.factories.cms import make_site
from tests.factories.roadmaps import action, axis, commitment, orientation
from tests.factories.rows import plant
from tests.reading import text_of
from tests.seeds.facts import facts_of

FACTS = facts_of(
    "roadmap",
    *("roadmap", "roadmap version", "axis", "orientation", "action", "sub-action"),
    "governance body",
)
ROADMAP, PLAN = "/feuilles-de-route/pmlb", "/feuilles-de-route/pmlb/plan"
# The roadmap tells for all its versions how they are reviewed.
ON_ROADMAP = {"roadmap-years", "plan-review", "governance-committee", "governance-groups"}


def value(name: str) -> Any:
    return FACTS[name]["value"]


def title_of(name: str) -> str:
    """Return the title of an orientation of which the fact is its number."""
    return FACTS[name]["evidence"].partition(". ")[2]


def axes() -> list[dict[str, Any]]:
    """Return the plan as one types it: levels are drawings that are lost, and stay empty."""
    access, lobby = value("action-access-plan"), value("action-lobby")
    research, residencies = (
        value("action-higher-education-arbitration"),
        value("action-residencies"),
    )
    number, elsewhere = value("orientation-2-2-also-numbered-2-3")
    parts = [value("sub-action-data"), value("sub-action-renovation")]
    arbitrated = commitment(value("first-year"), arbitration=True)
    return [
        axis(
            *value("axis-1").values(),
            orientation(
                *value("orientation-1-1").values(),
                action(
                    access["action"],
                    resources=access["resources"],
                    parties="\n".join(value("action-access-plan-parties")),
                ),
                action(value("action-logistics")),
            ),
            orientation(
                value("orientation-1-2"),
                title_of("orientation-1-2"),
                action(lobby["action"], expected_results=f"{lobby['word']}, RTE-T"),
                action(research["action"], arbitrated),
            ),
        ),
        axis(
            *value("axis-2").values(),
            orientation(
                value("orientation-2-1"),
                title_of("orientation-2-1"),
                action("Recherche-action", parties="\n".join(value("action-research-parties"))),
                action(parts[0]["action"], sub_actions=[action(part["title"]) for part in parts]),
            ),
            orientation(
                number,
                title_of("orientation-2-2-also-numbered-2-3"),
                action(residencies["action"], resources=residencies["resources"]),
                note=f"Numérotée {elsewhere} dans le schéma des orientations.",
            ),
        ),
    ]


def years(name: str) -> dict[str, int]:
    return {"start_year": value(name)["from"], "end_year": value(name)["to"]}


def roadmap_form() -> dict[str, Any]:
    committee = value("governance-committee")
    bodies = [
        {"name": committee["body"], "role": committee["role"], "groups": ""},
        {"name": "Groupes", "role": "", "groups": "\n".join(value("governance-groups"))},
    ]
    return {
        **years("roadmap-years"),
        "review": value("plan-review"),
        "body": streamfield([]),
        "governance_bodies": inline_formset(bodies),
    }


def version_form() -> dict[str, Any]:
    return {
        **years("plan-years"),
        "axes": streamfield([("axis", typed(each)) for each in axes()]),
    }


def publish(staff: Client, parent: Page, model: str, slug: str, form: dict[str, Any]) -> None:
    url = reverse("wagtailadmin_pages:add", args=("passeur_cms", model, parent.pk))
    page = {"title": slug.upper(), "slug": slug, "action-publish": "1"}
    response = staff.post(url, NO_FORMS | nested_form_data(page | form))
    assert response.status_code == 302, response.context["form"].errors


@pytest.fixture(scope="module")
def entered(module_database: None) -> None:
    """The roadmap and its plan, typed into the admin's forms."""
    make_site()
    index = plant(HomePage.objects.get(), RoadmapIndexPage(title="Feuilles de route"))
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    publish(staff, index, "roadmappage", "pmlb", roadmap_form())
    publish(staff, Page.objects.get(slug="pmlb"), "roadmapversionpage", "plan", version_form())


def read(path: str) -> Tag:
    return BeautifulSoup(Client().get(f"{path}/").content, "html.parser").find("main")


def item(html: Tag, title: str) -> Tag:
    """Return the item of a list that tells of an action."""
    (found,) = (tag for tag in html(class_="action-title") if text_of(tag) == title)
    return found.parent


def shown(fact: dict[str, Any], html: Tag) -> Iterator[tuple[str, str]]:
    """Yield the words in which people read a fact, each with the text where it must stand."""
    told, text = fact["value"], text_of(html)
    match fact["holder"], fact["field"]:
        case (("roadmap" | "roadmap version"), "years"):
            yield f"{told['from']}-{told['to']}", text
        case "roadmap version", "year of column 1":
            yield str(told), text_of(html.find("thead")("th")[1])
        case "axis", "title":
            yield f"Axe {told['number']} : {told['title']}", text
        case "orientation", "title":
            yield f"{told['number']}. {told['title']}", text
        case "orientation", "number":
            yield from ((number, text) for number in ([told] if isinstance(told, str) else told))
            yield title_of(fact["id"]), text
        case "action", ("resources" | "expected results"):
            words = told.get("resources") or told["word"]
            yield words, text_of(item(html, told["action"]))
        case "action", "arbitration":
            (row,) = (tag.parent for tag in html("th") if text_of(tag) == told["action"])
            yield told["mark"], text_of(row("td")[0])
        case "sub-action", "title":
            yield told["title"], text_of(item(html, told["action"]).find(class_="actions"))
        case "governance body", "role":
            (row,) = (tag.parent for tag in html("h3") if text_of(tag) == told["body"])
            yield told["role"], text_of(row)
        case (("action" | "governance body"), ("parties" | "groups")):
            yield from ((name, text) for name in told)
        case ("action", "title") | ("roadmap version", "review"):
            yield told, text
        case place:
            raise AssertionError(f"no place for {place}")


def served(fact: dict[str, Any], content: dict[str, Any]) -> bool:
    """Tell whether the API says a fact under the name of its field."""
    told = fact["value"]
    axes = content.get("axes", [])
    orientations = {each["number"]: each for axis in axes for each in axis["orientations"]}
    actions = {each["title"]: each for each in actions_of(axes)}
    bodies = {each["name"]: each for each in content.get("governance_bodies", [])}
    match fact["holder"], fact["field"]:
        case _, "years":
            return (content["start_year"], content["end_year"]) == (told["from"], told["to"])
        case _, "review":
            return content["review"] == told
        case _, "year of column 1":
            return content["start_year"] == told
        case "axis", _:
            return told in [{name: axis[name] for name in told} for axis in axes]
        case "orientation", "title":
            return orientations[told["number"]]["title"] == told["title"]
        case "orientation", _:
            number, *others = [told] if isinstance(told, str) else told
            return all(other in orientations[number]["note"] for other in others)
        case "action", "title":
            return told in actions
        case "action", "resources":
            return actions[told["action"]]["resources"] == [told["resources"]]
        case "action", "expected results":
            return told["word"] in actions[told["action"]]["expected_results"][0]
        case "action", "parties":
            return told in [each["parties"] for each in actions.values()]
        case "action", "arbitration":
            (line,) = actions[told["action"]]["commitments"]
            return line == {"year": value("first-year"), "level": None, "arbitration": True}
        case "sub-action", _:
            parts = actions[told["action"]]["sub_actions"]
            return told["title"] in [part["title"] for part in parts]
        case "governance body", "role":
            return bodies[told["body"]]["role"] == told["role"]
        case "governance body", _:
            return told in [each["groups"] for each in bodies.values()]
    return False


def searched(fact: dict[str, Any]) -> list[str]:
    """Return the words by which people look for a fact, where it is text."""
    told = fact["value"]
    if isinstance(told, int) or fact["field"] in {"years", "number"}:
        return [title_of(fact["id"])] if fact["field"] == "number" else []
    if isinstance(told, dict):
        # A mark and a number are no words of the document to look for.
        return [text for name, text in told.items() if name not in {"mark", "number"}]
    return told if isinstance(told, list) else [told]


@pytest.mark.parametrize("name", FACTS)
def test_fact_of_the_roadmap_is_shown_served_and_found(entered, db, name: str) -> None:
    fact, path = FACTS[name], ROADMAP if name in ON_ROADMAP else PLAN

    for words, place in shown(fact, read(path)):
        assert " ".join(words.split()) in place
    assert served(fact, Client().get(f"/++api++{path}").json())
    for words in searched(fact):
        found = Client().get("/++api++/@search", {"SearchableText": words}).json()["items"]
        assert f"http://testserver{path}" in [page["@id"] for page in found], words


def test_review_of_the_plan_is_told_on_its_own_page_too(entered, db) -> None:
    assert value("plan-review") in text_of(read(PLAN))


def test_levels_that_the_document_draws_are_told_nowhere(entered, db) -> None:
    content = Client().get(f"/++api++{PLAN}").json()

    lines = [line for each in actions_of(content["axes"]) for line in each["commitments"]]
    assert {json.dumps(line["level"]) for line in lines} == {"null"}
    assert "Fort" not in text_of(read(PLAN))
