"""Every fact of the report (seed 000) about a cycle, an initiative, a resource or a session is
entered, shown, served and found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from cms.models import (
    CycleIndexPage,
    CyclePage,
    HomePage,
    InitiativePage,
    Organisation,
    ResourceIndexPage,
    ResourcePage,
    SessionPage,
)
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_cycle, make_member, make_site
from tests.factories.rows import plant
from tests.reading import text_of
from tests.seeds.facts import facts_of

MODELS = {
    "cycle": CyclePage,
    "initiative": InitiativePage,
    "resource": ResourcePage,
    "session": SessionPage,
}
FACTS = facts_of("activity_report", *MODELS)
KINDS = {label: kind for kind, label in ResourcePage.Kind.choices}
NUMBERED = [f"Phase {number}" for number in (1, 2, 3)]


def entered(holder: str, field: str, value: Any) -> dict[str, Any]:
    """Return what the form of a page is sent, to hold a fact."""
    match holder, field:
        case "cycle", "title":
            return {"title": value}
        case "cycle" | "initiative", "partner":
            return {"partners": inline_formset([{"organisation_name": value, "role": ""}])}
        case "cycle", "number of sessions":
            figure = {"value": str(value), "label": "rendez-vous"}
            return {"body": streamfield([("key_figure", figure)])}
        case "cycle", "statement":
            line = {"text": "Regarder 2030 ensemble.", "office": value["office"]}
            line |= {"organisation_name": value["organisation"], "name": value["holder"]}
            return {"statements": inline_formset([line])}
        case "cycle", "phases":
            assert value == len(NUMBERED)
            lines = [{"title": "Étape", "state": "delivered", "phase": phase} for phase in NUMBERED]
            return {"deliverables": inline_formset(lines)}
        case "resource", "kind":
            return {"kind": KINDS[value]}
        case "resource", "structure":
            return {"structure": Organisation.objects.create(name=value, slug="ofgl").pk}
        case "session", "date and place":
            return value | {"kind": "seminar"}
    raise AssertionError(f"no place for {holder}, {field}")


def shown(field: str, value: Any) -> list[str]:
    """Return the words in which people read a fact."""
    match field:
        case "number of sessions":
            return [f"{value} rendez-vous"]
        case "statement":
            return [f"{value['holder']} , {value['office']}, {value['organisation']}"]
        case "phases":
            return NUMBERED
        case "date and place":
            day = value["date"]
            written = {12: "1er\u00a0décembre 2023", 2: "15\u00a0février 2024"}[day.month]
            return [value["title"], value["place"], written]
    return [value]


def served(field: str, value: Any, content: dict[str, Any]) -> Any:
    """Return what the API says of a fact, in the form in which the fact is written down."""
    match field:
        case "partner":
            return content["partners"][0]["organisation"]
        case "number of sessions":
            (block,) = [b for b in content["blocks"].values() if "plaintext" in b]
            return int(block["plaintext"].split()[0])
        case "statement":
            told = content["statements"][0]
            return {"holder": told["name"]} | {name: told[name] for name in value if name in told}
        case "phases":
            return len({line["phase"] for line in content["deliverables"]})
        case "kind":
            return content["kind"]["title"]
        case "date and place":
            return {name: content[name] for name in value}
    return content[field]


def searched(field: str, value: Any) -> list[str]:
    """Return the words by which people look for a fact, where it is text."""
    match field:
        case "number of sessions" | "phases":
            return []
        case "statement":
            return list(value.values())
        case "date and place":
            return [value["title"], value["place"]]
    return [value]


def parent_of(holder: str) -> Page:
    match holder:
        case "cycle":
            return CycleIndexPage.objects.get()
        case "session":
            return make_cycle("Un cycle")
        case "resource":
            return plant(HomePage.objects.get(), ResourceIndexPage(title="Ressources"))
    return make_member()


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_fact_of_the_report_is_entered_shown_served_and_found(db: None, fact: dict) -> None:
    make_site()
    holder, field, value = fact["holder"], fact["field"], fact["value"]
    model, parent = MODELS[holder], parent_of(holder)
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))

    url = reverse("wagtailadmin_pages:add", args=("passeur_cms", model._meta.model_name, parent.pk))
    data = {"title": "Sans titre", "body": streamfield([]), "programme": streamfield([])}
    data |= dict.fromkeys(getattr(model, "text_parts", ()), rich_text(""))
    data |= entered(holder, field, value)
    sent = NO_FORMS | nested_form_data(data) | {"slug": "le-fait", "action-publish": "1"}
    response = staff.post(url, sent)
    assert response.status_code == 302, response.context["form"].errors

    page = model.objects.get(slug="le-fait")
    html = BeautifulSoup(Client().get(page.get_url()).content, "html.parser")
    text = text_of(html.find("main"))
    for words in shown(field, value):
        assert " ".join(words.split()) in text
    content = Client().get(f"/++api++{page.get_url()}").json()
    assert served(field, value, content) == json.loads(json.dumps(value, default=str))
    for words in searched(field, value):
        found = Client().get("/++api++/@search", {"SearchableText": words}).json()["items"]
        assert [item["@id"] for item in found] == [content["@id"]], words
