"""JSON at a page's own address."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from wagtail.models import Site

from cms.domain import authoring
from tests.factories.cms import make_initiative

PAGE = "/initiatives/redon-agglomeration/la-regie"


@pytest.mark.parametrize(
    "accept",
    ["application/json", "application/json, text/html;q=0.5", "application/json;q=0.9, */*;q=0.1"],
)
@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/", "/", f"{PAGE}/@breadcrumbs", "/@search"])
def test_page_asked_as_json_answers_as_the_api_does(site: Site, accept: str, address: str) -> None:
    make_initiative("La régie")

    found = Client().get(address, headers={"accept": accept})

    assert found.status_code == 200, found.content
    assert found["Content-Type"] == "application/json"
    assert "Accept" in found["Vary"]
    answer = json.loads(found.content)
    twin = json.loads(Client().get(f"/++api++{address}").content)
    for same in (answer, twin):  # a search repeats the address it was asked at
        same.pop("@id")
    assert answer == twin


@pytest.mark.parametrize("accept", ["text/html", "*/*", "text/html, application/json", ""])
def test_page_asked_otherwise_is_a_web_page_that_varies(site: Site, accept: str) -> None:
    make_initiative("La régie")

    found = Client().get(f"{PAGE}/", headers={"accept": accept})

    assert found.status_code == 200
    assert found["Content-Type"].startswith("text/html")
    assert "Accept" in found["Vary"]


def test_address_of_another_view_is_left_to_it(site: Site, admin: Client) -> None:
    found = admin.get("/admin/", headers={"accept": "application/json"})

    assert found["Content-Type"].startswith("text/html")


def test_moved_page_asked_as_json_leads_to_its_new_address_without_prefix(site: Site) -> None:
    page = make_initiative("La régie")
    authoring.update(page, {"slug": "la-cooperative"}, publish=True)

    found = Client().get(f"{PAGE}/@breadcrumbs", headers={"accept": "application/json"})

    assert found.status_code == 301
    assert found["Location"] == f"{PAGE.rpartition('/')[0]}/la-cooperative/@breadcrumbs"


def test_what_is_missing_is_told_as_json(site: Site) -> None:
    found = Client().get("/nulle-part/", headers={"accept": "application/json"})

    assert found.status_code == 404
    assert json.loads(found.content)["type"] == "NotFound"
