"""Every fact of the library (seed 002) about a resource is entered, shown, served and found."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.domain import authoring
from cms.models import HomePage, ResourceIndexPage, ResourcePage, Territory, Topic
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_site
from tests.factories.rows import plant
from tests.reading import text_of
from tests.seeds.facts import facts_of

FACTS = facts_of("library", "resource")
RESOURCES = {
    name: list(facts) for name, facts in groupby(FACTS.values(), lambda f: f["id"].split("-")[0])
}
# The library's shelves, by what we call them.
KINDS = {"Guides & outils": "guide", "Dossiers & articles": "article", "Rapports": "report"}


def entered(facts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the form of a resource is sent, to hold some facts."""
    data: dict[str, Any] = {"title": "Sans titre", "topics": [], "page_territories": [], "body": []}
    for fact in facts:
        data = entered_one(fact["field"], fact["value"], data)
    topics = data.pop("topics")
    data["body"] = streamfield([("key_figure", figure) for figure in data["body"]])
    data["page_territories"] = inline_formset(data["page_territories"])
    return NO_FORMS | nested_form_data(data) | {"topics": topics}


def entered_one(field: str, value: Any, data: dict[str, Any]) -> dict[str, Any]:
    match field:
        case "title" | "publisher":
            return data | {field: value}
        case "recommended by":
            return data | {"recommended_by": value}
        case "authors":
            return data | {"authors": "\n".join(value)}
        case "published":
            return data | {f"published_{part}": number for part, number in value.items()}
        case "periodical":
            names = {"periodical": "periodical", "issue": "periodical_issue"}
            names["pages"] = "periodical_pages"
            return data | {names[part]: text for part, text in value.items()}
        case "topic and kind":
            slug = authoring.slug_of(value["topic"])
            topic = Topic.objects.create(title=value["topic"], slug=slug)
            return data | {"topics": [topic.pk], "kind": KINDS[value["kind"]]}
        case "key figure":
            figure = {"value": number_format(value, force_grouping=True), "label": "dans le texte"}
            return data | {"body": [*data["body"], figure]}
        case "territories beyond the alliance":
            lines = [{"territory": far_away(name).pk} for name in value]
            return data | {"page_territories": data["page_territories"] + lines}
    raise AssertionError(f"no place for {field}")


def far_away(name: str) -> Territory:
    """Return a territory beyond the alliance, which a resource may be about all the same."""
    slug = authoring.slug_of(name)
    number = f"9{Territory.objects.count():04}"
    return Territory.objects.create(name=name, slug=slug, level="commune", code=number)


def shown(field: str, value: Any) -> list[str]:
    """Return the words in which people read a fact."""
    match field:
        case "key figure":
            return [number_format(value, force_grouping=True)]
        case "published":
            return [f"{MONTHS[value['month']]} {value['year']}"]
        case "periodical":
            return [value["periodical"], f"nº\u00a0{value['issue']}", f"p.\u00a0{value['pages']}"]
        case "topic and kind":
            return [value["topic"], ResourcePage.Kind(KINDS[value["kind"]]).label]
    return value if isinstance(value, list) else [value]


def served(field: str, value: Any) -> dict[str, Any]:
    """Return what the API must say of a fact, by the name of the field."""
    match field:
        case "published":
            return {f"published_{part}": number for part, number in value.items()}
        case "periodical":
            return {
                "periodical": value["periodical"],
                "periodical_issue": value["issue"],
                "periodical_pages": value["pages"],
            }
        case "recommended by":
            return {"recommended_by": value}
        case "title" | "publisher" | "authors":
            return {field: value}
    return {}


def searched(field: str, value: Any) -> list[str]:
    """Return the words by which people look for a fact, where it is text."""
    if field in {"published", "key figure"}:
        return []
    return [value["periodical"]] if field == "periodical" else shown(field, value)


@pytest.mark.parametrize("name", RESOURCES)
def test_resource_of_the_library_is_entered_shown_served_and_found(db: None, name: str) -> None:
    make_site()
    library = plant(HomePage.objects.get(), ResourceIndexPage(title="Ressources"))
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    facts = RESOURCES[name]

    url = reverse("wagtailadmin_pages:add", args=("passeur_cms", "resourcepage", library.pk))
    data = entered(facts) | {"slug": name, "action-publish": "1"}
    response = staff.post(url, data)
    assert response.status_code == 302, response.context["form"].errors

    path = f"/ressources/{name}"
    html = BeautifulSoup(Client().get(f"{path}/").content, "html.parser")
    text = text_of(html.find("main"))
    content = Client().get(f"/++api++{path}").json()
    for fact in facts:
        field, value = fact["field"], fact["value"]
        for words in shown(field, value):
            assert " ".join(words.split()) in text
            if not served(field, value):
                assert json.dumps(words, ensure_ascii=False)[1:-1] in json.dumps(
                    content, ensure_ascii=False
                )
        assert served(field, value).items() <= content.items()
        for words in searched(field, value):
            found = Client().get("/++api++/@search", {"SearchableText": words}).json()["items"]
            assert [item["@id"] for item in found] == [f"http://testserver{path}"], words
