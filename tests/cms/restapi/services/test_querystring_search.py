"""Criteria as Volto's listing block keeps them."""

from __future__ import annotations

import datetime
import json
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from cms.domain import authoring
from tests.cms.restapi.asking import HOME, get
from tests.factories.cms import make_initiative, make_initiatives, make_territory, make_topic

PREFIX = "plone.app.querystring.operation."
REDON = "/initiatives/redon-agglomeration"
INITIATIVES = {"i": "portal_type", "o": f"{PREFIX}selection.any", "v": ["Initiative"]}


def post(body: Any, path: str = "", status: int = 200) -> dict[str, Any]:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    response = Client(enforce_csrf_checks=True).post(
        f"/++api++{path}/@querystring-search", data=text, content_type="application/json"
    )
    assert response.status_code == status, response.content[:300]
    return json.loads(response.content)


def titles(body: dict[str, Any], path: str = "") -> set[str]:
    return {item["title"] for item in post(body, path)["items"]}


def found_by(*criteria: tuple[str, str, Any]) -> set[str]:
    query = [{"i": index, "o": PREFIX + short, "v": value} for index, short, value in criteria]
    return titles({"query": [INITIATIVES, *query], "b_size": 100})


def test_criteria_are_read_from_body_and_address_in_every_encoding(site: Site) -> None:
    make_initiative("La régie 100 %")
    body = {"query": [INITIATIVES], "sort_on": "sortable_title"}
    texts = [json.dumps(body), json.dumps(body["query"])]

    for text in texts:
        once, twice = quote(text), quote(quote(text))
        for encoded in (once, twice, quote(twice)):
            found = get(f"/@querystring-search?query={encoded}")
            assert [item["title"] for item in found["items"]] == ["La régie 100 %"]
    assert post(body)["items"] == found["items"]
    assert post(body)["@id"] == f"{HOME}/++api++/@querystring-search"
    text = {"i": "SearchableText", "o": f"{PREFIX}string.contains", "v": "100 % régie"}
    assert get(f"/@querystring-search?query={quote(json.dumps([text]))}")["items_total"] == 1


def test_criteria_find_by_every_kind_of_index(site: Site) -> None:
    epci = make_territory("Pays", "epci", slug="pays")
    blain = make_territory("Blain", slug="blain", parents=[epci])
    page = make_initiative(
        "La régie",
        topics=(make_topic("eau"), make_topic("energie")),
        territories=(blain,),
        start_year=2023,
    )
    authoring.update(page, {"tags": ["bois"]}, publish=True)
    make_initiative("Le marché", topics=(make_topic("energie"),), start_year=2024)
    both = {"La régie", "Le marché"}
    folder = get(REDON)["UID"]

    for criteria, expected in (
        ([("SearchableText", "string.contains", "regies")], {"La régie"}),
        ([("SearchableText", "string.contains", "")], both),
        ([("Subject", "selection.any", ["bois", "fer"])], {"La régie"}),
        ([("Subject", "selection.any", "bois")], {"La régie"}),
        ([("Subject", "selection.none", ["bois"])], {"Le marché"}),
        ([("topic", "selection.all", ["eau", "energie"])], {"La régie"}),
        ([("topic", "selection.any", ["eau", "energie"])], both),
        (
            [("topic", "selection.any", ["energie"]), ("topic", "selection.any", ["eau"])],
            {"La régie"},
        ),
        ([("topic", "selection.any", [])], both),
        ([("territory", "selection.any", ["pays"])], {"La régie"}),
        ([("year", "selection.any", [2024])], {"Le marché"}),
        ([("Creator", "selection.any", ["Redon Agglomération"])], both),
        ([("review_state", "selection.any", ["published", "private"])], both),
        ([("review_state", "selection.none", ["published"])], set()),
        ([("isFolderish", "boolean.isTrue", None)], set()),
        ([("isFolderish", "boolean.isFalse", "")], both),
        ([("path", "string.absolutePath", f"{REDON}::1")], both),
        ([("path", "string.absolutePath", folder)], both),
        ([("path", "string.absolutePath", [f"{HOME}{REDON}/la-regie", "/cycles"])], {"La régie"}),
        ([("path", "string.path", "/cycles")], set()),
        ([("path", "string.relativePath", ".")], both),
    ):
        assert found_by(*criteria) == expected, criteria


def test_relative_paths_begin_at_the_page_that_asks(site: Site) -> None:
    make_initiative("La régie")
    make_initiative("Le marché")

    def relative(value: str, path: str) -> set[str]:
        criterion = {"i": "path", "o": f"{PREFIX}string.relativePath", "v": value}
        return titles({"query": [INITIATIVES, criterion]}, path)

    assert relative(".::1", REDON) == {"La régie", "Le marché"}
    assert relative("..::1", f"{REDON}/la-regie") == {"Le marché"}
    assert relative("../le-marche", f"{REDON}/la-regie") == {"Le marché"}
    assert relative("../../../../..", f"{REDON}/la-regie") == {"Le marché"}


def test_dates_are_compared_by_day_and_from_today(site: Site) -> None:
    today = timezone.localdate()
    days = {"Hier": -1, "Aujourd’hui": 0, "Demain": 1, "Ancien": -100}
    for title, number in days.items():
        make_initiative(title, effective=today + datetime.timedelta(days=number))
    everything = set(days)

    for short, value, expected in (
        ("date.today", None, {"Aujourd’hui"}),
        ("date.beforeToday", "", {"Hier", "Ancien"}),
        ("date.afterToday", None, {"Demain"}),
        ("date.largerThanRelativeDate", 7, {"Hier", "Aujourd’hui"}),
        ("date.lessThanRelativeDate", "7", {"Aujourd’hui", "Demain"}),
        ("date.beforeRelativeDate", 7, {"Ancien"}),
        ("date.afterRelativeDate", "0", {"Demain"}),
        ("date.largerThan", today.isoformat(), {"Aujourd’hui", "Demain"}),
        ("date.lessThan", today.isoformat(), everything - {"Demain"}),
        ("date.lessThan", f"{today}T00:00:00+00:00", everything - {"Demain"}),
        ("date.between", ["2001-01-01", today.isoformat()], everything - {"Demain"}),
        ("date.between", [], everything),
    ):
        assert found_by(("effective", short, value)) == expected, short


def test_batches_limits_and_sorts_are_those_asked(site: Site) -> None:
    for number in range(7):
        make_initiative(f"Fiche {number}")
    body = {"query": [INITIATIVES], "sort_on": "sortable_title", "b_size": 2, "limit": 5}

    first = post(body | {"sort_order": "descending"})
    assert [item["title"] for item in first["items"]] == ["Fiche 6", "Fiche 5"]
    assert first["items_total"] == 5
    path: str | None = f"/@querystring-search?query={quote(json.dumps(body))}"
    seen = []
    while path:
        found = get(path)
        seen += [item["title"] for item in found["items"]]
        following = found["batching"].get("next")
        path = following and following.removeprefix(f"{HOME}/++api++")
    assert seen == [f"Fiche {number}" for number in range(5)]
    assert post(body | {"b_start": 8})["items"] == []
    whole = post(body | {"fullobjects": True, "metadata_fields": "_all"})["items"][0]
    assert whole["parent"]["title"] == "Redon Agglomération"
    some = post(body | {"metadata_fields": ["UID", "getPath"]})["items"][0]
    assert some["getPath"] == f"{REDON}/fiche-0"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        (b"\xff\xfe", "UTF-8"),
        ("x" * 3_000_000, "trop long"),
        ({}, "liste de critères"),
        ([], "liste de critères"),
        ({"query": []}, "liste de critères"),
        ({"query": "portal_type"}, "liste de critères"),
        ({"query": ["portal_type"]}, "objet"),
        ({"query": [{}]}, "« None »"),
        ({"query": [{"i": "couleur", "o": "x", "v": "rouge"}]}, "« couleur »"),
        ({"query": [{"i": "portal_type", "o": f"{PREFIX}string.is", "v": "x"}]}, "string.is »"),
        ({"query": [{"i": "topic\ud800", "o": "x"}]}, "Index inconnu"),
        ({"query": [INITIATIVES | {"v": [{"a": 1}]}]}, "portal_type"),
        ({"query": [INITIATIVES | {"v": list(range(201))}]}, "201 valeurs"),
        ({"query": [INITIATIVES] * 51}, "51 critères"),
        ({"query": [{"i": "created", "o": f"{PREFIX}date.lessThan", "v": "hier"}]}, "« hier »"),
        (
            {"query": [{"i": "created", "o": f"{PREFIX}date.afterRelativeDate", "v": "9" * 50}]},
            "nombre de jours",
        ),
        ({"query": [{"i": "path", "o": f"{PREFIX}string.path", "v": "/a::-1"}]}, "« -1 »"),
        ({"query": [INITIATIVES], "b_size": -3}, "« -3 »"),
        ({"query": [INITIATIVES], "b_start": 1.5}, "« 1.5 »"),
        ({"query": [INITIATIVES], "limit": "beaucoup"}, "« beaucoup »"),
        ({"query": [INITIATIVES], "sort_on": "couleur"}, "« couleur »"),
        ({"query": [INITIATIVES], "sort_on": {"a": 1}}, "sort_on"),
    ],
)
def test_what_cannot_be_understood_is_a_400_that_says_why(site: Site, body: Any, said: str) -> None:
    found = post(body, status=400)

    assert found["type"] == "BadRequest"
    assert said in found["message"]


@pytest.mark.parametrize(
    "value", ["\0", "\ud800", "\udfff\ud83d", "x" * 1_000_000, -1, 1e400, "%", "é"]
)
@pytest.mark.parametrize("index", ["SearchableText", "Subject", "path", "Creator", "effective"])
def test_odd_value_is_never_an_error_of_ours(site: Site, index: str, value: Any) -> None:
    operation = {
        "SearchableText": "string.contains",
        "path": "string.absolutePath",
        "effective": "date.between",
    }.get(index, "selection.any")
    text = json.dumps({"query": [{"i": index, "o": PREFIX + operation, "v": value}]})

    response = Client().post(
        "/++api++/@querystring-search", data=text, content_type="application/json"
    )

    assert response.status_code in (200, 400), response.content[:300]


def test_post_is_kept_by_no_cache(site: Site) -> None:
    body = json.dumps({"query": [INITIATIVES]})
    client = Client()
    etag = client.get(f"/++api++/@querystring-search?query={quote(body)}")["ETag"]

    response = client.post(
        "/++api++/@querystring-search",
        data=body,
        content_type="application/json",
        headers={"if-none-match": etag},
    )

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_where_nothing_stands_is_a_404(site: Site) -> None:
    assert post({"query": [INITIATIVES]}, "/nulle-part", 404)["type"] == "NotFound"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_criteria_cost_three_queries_for_any_number_of_pages(site: Site, count: int) -> None:
    make_initiatives(count)
    body = {"query": [INITIATIVES], "b_size": 50, "metadata_fields": "_all"}

    with CaptureQueriesContext(connection) as captured:
        assert len(post(body, REDON)["items"]) == count
    assert len(captured) == 3
