"""The API as its clients ask it: over HTTP, with their odd addresses."""

from __future__ import annotations

import datetime
import json

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.restapi.traversal import traverse
from tests.cms.restapi.asking import get
from tests.factories.cms import make_initiative, make_initiatives, make_member, make_topic

REDON = "/initiatives/redon-agglomeration"


@pytest.mark.parametrize("path", ["/initiatives/", "//initiatives", "/initiatives//"])
def test_slashes_too_many_say_nothing(site: Site, path: str) -> None:
    assert get(path) == get("/initiatives")


@pytest.mark.parametrize("service", ["@search", "@breadcrumbs", "@navigation"])
def test_service_at_the_root_is_found_after_two_slashes(site: Site, service: str) -> None:
    twice, once = get(f"//{service}"), get(f"/{service}/")
    for found in (twice, once):
        found.pop("@id")
    assert twice == once


def test_address_asked_begins_every_id(site: Site, settings) -> None:
    settings.ALLOWED_HOSTS = ["api.exemple.fr"]
    found = json.loads(Client().get("/++api++/", headers={"host": "api.exemple.fr:8080"}).content)

    assert found["@id"] == "http://api.exemple.fr:8080"
    assert {item["@id"].rpartition("/")[0] for item in found["items"]} == {found["@id"]}


@pytest.mark.parametrize(
    "path",
    [
        "/nulle-part",
        "/@inconnu",
        "/@search/reste",
        "/initiatives/@@view",
        "/%00",
        "/\x7f",
        "/a%0A/b",
        "/a%0A",
    ],
)
def test_what_never_was_is_a_404(site: Site, path: str) -> None:
    assert get(path, 404)["type"] == "NotFound"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_405_with_allow(site: Site, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)("/++api++/initiatives")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(response.content)["type"] == "MethodNotAllowed"


def test_gone_page_is_a_410_and_moved_page_leads_to_its_place(site: Site) -> None:
    gone, moved = make_initiative("Passée"), make_initiative("La régie")
    authoring.unpublish(gone)
    with tracking():
        moved.move(make_member("Nozay"), pos="last-child")

    assert get(f"{REDON}/passee", 410)["type"] == "Gone"
    response = Client().get(f"/++api++{REDON}/la-regie/@breadcrumbs?x=1")
    assert response.status_code == 301
    assert response["Location"] == "/++api++/initiatives/nozay/la-regie/@breadcrumbs?x=1"


def test_what_is_not_public_shows_nowhere(site: Site) -> None:
    secret = "Zanzibar"
    make_initiative(f"{secret} brouillon", publish=False)
    authoring.unpublish(make_initiative(f"{secret} retirée"))
    private = make_initiative(f"{secret} privée")
    with tracking():
        PageViewRestriction.objects.create(page=private, restriction_type="login")
    late = make_initiative(f"{secret} expirée")
    authoring.update(late, {"title": f"{secret} révisée"})
    with tracking():
        late.expire_at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        late.save()

    for path in (
        "/",
        REDON,
        "/@search?b_size=500&metadata_fields=_all&facets=1",
        f"/@search?SearchableText={secret}",
        "/@navigation",
    ):
        said = json.dumps(get(path) | {"@id": "repeats the question"})
        assert secret.lower() not in said.lower(), path
    for slug, status in (("brouillon", 404), ("retiree", 410), ("privee", 410), ("expiree", 410)):
        said = get(f"{REDON}/{secret.lower()}-{slug}", status)["message"]
        assert f"{secret} " not in said


def test_same_answer_again_is_a_304(site: Site) -> None:
    first = Client().get("/++api++/initiatives")

    again = Client().get("/++api++/initiatives", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("count", [1, 3, 30])
def test_answers_cost_three_queries_at_most_for_any_number_of_pages(site: Site, count: int) -> None:
    make_initiatives(count, topics=(make_topic("eau"),))
    paths = (
        "/",
        f"{REDON}?expand=breadcrumbs",
        f"{REDON}/la-regie-0",
        "/@search?SearchableText=regie&metadata_fields=_all&topic=eau&b_size=50",
        "/@search?b_size=50",
    )
    get(paths[3])  # reads what is read once for the process

    for path in paths:
        with CaptureQueriesContext(connection) as captured:
            get(path)
        cost = 2 if path.startswith("/@search") else 3
        assert len(captured) == cost, (path, [query["sql"][:120] for query in captured])


def test_request_that_a_server_hands_on_without_a_question_is_answered(site: Site) -> None:
    request = RequestFactory().get("/++api++/initiatives")
    del request.META["QUERY_STRING"]

    response = traverse(request, "/initiatives")

    assert json.loads(response.content)["@id"] == "http://testserver/initiatives"
