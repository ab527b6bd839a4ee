"""The document tells of everything that answers, and of nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cms.restapi.indexes.table import INDEXES, SORTABLE
from cms.restapi.openapi.operations import OPERATIONS
from cms.restapi.services import COMPONENTS, SERVICES

METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


def test_every_service_is_told_of_with_its_methods_and_segments(document):
    told = {
        tag["name"]: {
            (method, path.partition(tag["name"])[2].count("/"))
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if operation["tags"] == [tag["name"]]
        }
        for tag in document["tags"]
        if tag["name"] != "contenu"
    }

    assert set(told) == set(SERVICES)
    for name, ways in told.items():
        service = SERVICES[name]
        posts = {method for method, _ in ways if method == "post"}
        assert bool(posts) == ("POST" in service.methods), name
        assert max(segments for _, segments in ways) == service.segments, name
    assert set(OPERATIONS) >= set(told)


def test_document_is_openapi_at_the_address_asked(document):
    assert document["openapi"].startswith("3.1.")
    assert document["servers"] == [{"url": "http://testserver/++api++"}]
    names = [
        operation["operationId"]
        for methods in document["paths"].values()
        for operation in methods.values()
    ]
    assert len(names) == len(set(names)) >= 2 * len(SERVICES)


def test_every_reference_leads_to_a_schema(document):
    found = set(references(document))

    assert {f"#/components/schemas/{name}" for name in document["components"]["schemas"]} == found


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [ref for part in value.values() for ref in references(part)]
    if isinstance(value, list):
        return [ref for part in value for ref in references(part)]
    return []


def test_parameters_of_search_are_the_indexes_that_it_reads(document):
    told = {part["name"]: part for part in document["paths"]["/@search"]["get"]["parameters"]}

    assert set(told) >= {name for name, index in INDEXES.items() if index.kind}
    assert set(told) >= {"path.depth", "topic.not", "effective.range", "bbox", "facets"}
    assert set(SORTABLE) < set(told["sort_on"]["schema"]["items"]["enum"])
    content = document["paths"]["/{path}"]["get"]["parameters"]
    (expand,) = [part for part in content if part["name"] == "expand"]
    assert expand["schema"]["items"]["enum"] == sorted(COMPONENTS)


def test_methods_that_are_not_told_of_are_405_with_allow(document, paths):
    client = Client(enforce_csrf_checks=True)
    for path, operations in document["paths"].items():
        address = "/++api++" + path.format(path=paths[0], name="image", scale="large")
        told = {method.upper() for method in operations}
        told |= {"HEAD", "OPTIONS"} if "GET" in told else set()
        for method in METHODS - told:
            response = client.generic(method, address)
            assert response.status_code == 405, (method, address)
            assert method == "HEAD" or response.json()["type"] == "MethodNotAllowed"
            assert set(response["Allow"].split(", ")) == told, (method, address)


@pytest.mark.parametrize("method", ["post", "delete"])
def test_document_itself_is_only_read(document, method):
    response = getattr(Client(), method)("/++api++/openapi.json")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_document_that_a_client_has_is_not_sent_again(document):
    first = Client().get("/++api++/openapi.json")
    again = Client().get("/++api++/openapi.json", headers={"If-None-Match": first["ETag"]})
    elsewhere = Client().get(
        "/++api++/openapi.json", headers={"Host": "localhost", "If-None-Match": first["ETag"]}
    )

    assert (again.status_code, again.content) == (304, b"")
    assert elsewhere.status_code == 200
