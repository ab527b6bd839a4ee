"""The types of pages and their schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from tests.cms.restapi.asking import HOME, get
from tests.factories.pages import make_pages


def get_schema(name: str) -> dict[str, Any]:
    response = Client().get(f"/++api++/@types/{name}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json+schema"
    return json.loads(response.content)


def test_types_are_listed_once_each_and_none_can_be_added(site: Site) -> None:
    found = get("/@types")

    assert [kind["id"] for kind in found] == [
        "Agenda",
        "Cycle",
        "Decision",
        "Directory",
        "Document",
        "Folder",
        "Initiative",
        "Issue",
        "News Item",
        "Plone Site",
        "Programme",
        "Report",
        "Resource",
        "Roadmap",
        "RoadmapVersion",
        "Session",
        "Video",
        "VideoSeries",
    ]
    assert found[5] == {
        "@id": f"{HOME}/@types/Folder",
        "id": "Folder",
        "title": "Dossier",
        "addable": False,
        "immediately_addable": False,
    }
    assert found[9]["@id"] == f"{HOME}/@types/Plone%20Site"
    assert get("/initiatives?expand=types")["@components"]["types"] == found


def test_schema_of_a_type_tells_its_fields_in_french(site: Site) -> None:
    found = get_schema("Initiative")
    properties = found["properties"]

    assert (found["title"], found["type"]) == ("Initiative", "object")
    assert found["required"] == ["title"]
    assert properties["title"]["factory"] == "Text line (String)"
    assert properties["description"]["widget"] == "textarea"
    assert properties["start_year"] | {"description": ""} == {
        "title": "Année de début",
        "description": "",
        "type": "integer",
        "factory": "Integer",
        "behavior": "passeur_cms.InitiativePage",
        "minimum": 1900,
        "maximum": 2100,
    }
    assert ["underway", "En cours"] in properties["status"]["choices"]
    assert properties["status"]["enum"][2] == "underway"
    assert properties["fundings"]["type"] == "array"
    vocabulary = properties["topics"]["widgetOptions"]["vocabulary"]["@id"]
    assert vocabulary == f"{HOME}/@vocabularies/topics"
    assert get(vocabulary.removeprefix(HOME))["items"] == []
    groups = {group["title"]: group["fields"] for group in found["fieldsets"]}
    assert groups["Quand"] == ["effective", "start_year", "end_year", "status"]
    assert get_schema("Video")["required"] == ["title"]


def test_schema_tells_blocks_as_an_object_and_other_streams_as_lists(site: Site) -> None:
    found = get_schema("Session")
    properties = found["properties"]

    assert found["required"] == ["title", "kind"]
    assert (properties["blocks"]["type"], properties["programme"]["type"]) == ("object", "array")
    assert (properties["blocks"]["default"], properties["programme"]["default"]) == ({}, [])
    assert properties["kind"]["enum"][0] == "seminar"
    assert properties["date"]["widget"] == "date"


@pytest.mark.parametrize(
    "name",
    [
        "Plone%20Site",
        "Folder",
        "Decision",
        "Document",
        "Initiative",
        "Programme",
        "Report",
        "Resource",
        "Roadmap",
        "RoadmapVersion",
        "Session",
        "Video",
        "VideoSeries",
    ],
)
def test_schema_names_each_of_its_fields_once_and_in_a_fieldset(site: Site, name: str) -> None:
    found = get_schema(name)

    grouped = [field for group in found["fieldsets"] for field in group["fields"]]
    assert sorted(grouped) == sorted(found["properties"])
    assert set(found["required"]) <= set(grouped)


def test_schema_of_each_type_tells_of_what_its_content_says(site: Site) -> None:
    for page in make_pages(site).values():
        content = get(page.url)
        told = set(get_schema(content["@type"])["properties"])

        assert told - set(content) <= {"blocks", "blocks_layout"}, content["@type"]


@pytest.mark.parametrize("name", ["Nope", "plone site", "%00", "Initiative%20"])
def test_type_that_is_none_is_a_404(site: Site, name: str) -> None:
    assert get(f"/@types/{name}", 404)["type"] == "NotFound"
    assert get(f"/@types/Initiative/{name}", 404)["type"] == "NotFound"
