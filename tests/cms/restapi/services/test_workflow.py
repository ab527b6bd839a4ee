"""The state of a page, as its readers may know it."""

from __future__ import annotations

from wagtail.models import Site

from tests.cms.restapi.asking import HOME, get


def test_workflow_of_a_public_page_is_published_and_offers_nothing(site: Site) -> None:
    found = get("/initiatives/@workflow")

    assert found == {
        "@id": f"{HOME}/initiatives/@workflow",
        "history": [],
        "state": {"id": "published", "title": "En ligne"},
        "transitions": [],
    }
    assert get("/initiatives?expand=workflow")["@components"]["workflow"] == found
