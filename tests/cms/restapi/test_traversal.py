"""The API as its clients ask it: over HTTP, with their odd addresses."""

from __future__ import annotations

import datetime
import json
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from tests.cms.restapi.asking import get, get_titles
from tests.factories.cms import (
    make_initiative,
    make_member,
    make_territory,
    make_topic,
)
from tests.factories.images import png

REDON = "/initiatives/redon-agglomeration"


def test_content_of_a_page_has_the_keys_of_plone_and_ours(site: Site) -> None:
    image = get_image_model().objects.create(title="Pont", file=png("pont.png", 900, 600))
    page = make_initiative(
        "La régie",
        topics=(make_topic("eau", title="Eau"),),
        territories=(make_territory("Blain", slug="blain"),),
        image=image,
        image_alt="Un pont",
        effective=datetime.date(2024, 5, 1),
        status="done",
        publish=False,
    )
    authoring.update(page, {"tags": ["bois"]}, publish=True)

    found = get(f"{REDON}/la-regie")

    home = "http://testserver"
    assert found["@id"] == f"{home}{REDON}/la-regie"
    assert (found["@type"], found["type_title"]) == ("Initiative", "Initiative")
    assert (found["title"], found["id"]) == ("La régie", "la-regie")
    assert found["review_state"] == "published"
    assert found["language"] == {"token": "fr", "title": "Français"}
    assert found["effective"] == "2024-05-01T00:00:00+02:00"
    assert found["subjects"] == ["bois"]
    assert [topic["slug"] for topic in found["topics"]] == ["eau"]
    assert found["status"] == {"token": "done", "title": "Réalisée"}
    assert found["position"] == {"longitude": -2.08, "latitude": 47.65}
    assert found["parent"]["@id"] == f"{home}{REDON}"
    assert found["is_folderish"] is False
    assert found["@components"]["breadcrumbs"] == {"@id": f"{found['@id']}/@breadcrumbs"}
    assert len(found["UID"]) == 32
    assert found["image"]["alt"] == "Un pont"
    assert found["image"]["content-type"] == "image/png"
    for key in ("created", "modified"):
        assert datetime.datetime.fromisoformat(found[key]).tzinfo is not None


@pytest.mark.parametrize("scale", ["preview", "large", "great"])
def test_image_scales_can_be_downloaded_from_content_and_from_lists(site: Site, scale: str) -> None:
    image = get_image_model().objects.create(title="Pont", file=png("pont.png", 900, 600))
    make_initiative("La régie", image=image, image_alt="Un pont")

    full = get(f"{REDON}/la-regie")["image"]["scales"][scale]
    item = get(REDON)["items"][0]
    brief = item["image_scales"][item["image_field"]][0]["scales"][scale]

    for url in (full["download"], f"{item['@id']}/{brief['download']}"):
        response = Client().get(urlsplit(url).path)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert full["width"] == min({"preview": 400, "large": 800, "great": 1200}[scale], 900)


def test_root_is_a_folder_with_the_indexes_in_order(site: Site) -> None:
    found = get("/")

    assert (found["@id"], found["@type"]) == ("http://testserver", "Plone Site")
    assert [item["title"] for item in found["items"]] == ["Initiatives", "Cycles", "Vidéos"]
    assert found["items_total"] == 3
    assert found["parent"] == {}
    assert found["layout"] == "listing_view"


def test_siblings_are_named_on_both_sides_and_empty_at_the_ends(site: Site) -> None:
    for title in ("A", "B", "C"):
        make_initiative(title)

    first, middle, last = (get(f"{REDON}/{slug}") for slug in "abc")

    assert first["previous_item"] == {}
    assert (middle["previous_item"]["title"], middle["next_item"]["title"]) == ("A", "C")
    assert last["next_item"] == {}
    assert get("/")["next_item"] == {}


def test_expand_gives_components_in_full_in_every_spelling(site: Site) -> None:
    make_initiative("La régie")
    path = f"{REDON}/la-regie"
    crumbs = get(f"{path}/@breadcrumbs")
    menu = get(f"{path}/@navigation")

    for query in (
        "expand=breadcrumbs,navigation",
        "expand:list=breadcrumbs&expand:list=navigation",
    ):
        found = get(f"{path}?{query}")["@components"]
        assert {name: found[name] for name in ("breadcrumbs", "navigation")} == {
            "breadcrumbs": crumbs,
            "navigation": menu,
        }
        assert found["workflow"] == {"@id": f"http://testserver{path}/@workflow"}
    assert [item["title"] for item in crumbs["items"]] == [
        "Initiatives",
        "Redon Agglomération",
        "La régie",
    ]
    assert crumbs["root"] == "http://testserver"
    assert [item["title"] for item in menu["items"]] == [
        "Alliance d’essai",
        "Initiatives",
        "Cycles",
        "Vidéos",
    ]


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


def test_search_filters_by_every_index(site: Site) -> None:
    epci = make_territory("Pays", "epci", slug="pays")
    blain = make_territory("Blain", slug="blain", parents=[epci])
    page = make_initiative(
        "La régie", topics=(make_topic("eau"),), territories=(blain,), start_year=2023
    )
    authoring.update(page, {"tags": ["bois"]}, publish=True)
    make_initiative("Le marché", topics=(make_topic("energie"),), start_year=2024)

    for query in (
        "SearchableText=regies",
        "SearchableText=régie*",
        "topic=eau",
        "territory=pays",
        "territory:list=blain&territory:list=ailleurs",
        "year=2023",
        "Subject=bois",
        f"portal_type=Initiative&path=http://testserver{REDON}/la-regie",
        f"portal_type:list=Initiative&path={REDON}/la-regie",
        "portal_type=Initiative&topic=eau&unknown_index=1",
    ):
        assert get_titles(f"/@search?{query}") == ["La régie"], query
    assert get_titles("/@search?topic=eau&year=2024") == []
    assert get_titles(f"{REDON}/la-regie/@search") == ["La régie"]


def test_search_sorts_as_asked(site: Site) -> None:
    for title, year in (("L’Élan", 2023), ("Zèbre", 2024), ("Abri", 2022)):
        make_initiative(title, effective=datetime.date(year, 1, 1))
    base = "/@search?portal_type=Initiative&sort_on="

    assert get_titles(f"{base}effective") == ["Abri", "L’Élan", "Zèbre"]
    assert get_titles(f"{base}effective&sort_order=reverse") == ["Zèbre", "L’Élan", "Abri"]
    assert get_titles(f"{base}sortable_title") == ["Abri", "L’Élan", "Zèbre"]
    assert get_titles(f"{base}sortable_title&sort_order=descending")[0] == "Zèbre"
    assert get_titles(f"{base}relevance") == ["Zèbre", "L’Élan", "Abri"]


def test_search_batches_lead_from_one_to_the_next(site: Site) -> None:
    for number in range(5):
        make_initiative(f"Fiche {number}")
    path: str | None = "/@search?portal_type=Initiative&b_size=2&sort_on=sortable_title"
    seen = []

    while path:
        found = get(path)
        seen += [item["title"] for item in found["items"]]
        batching = found["batching"]
        following = batching.get("next")
        path = following and following.removeprefix("http://testserver/++api++")

    assert seen == [f"Fiche {number}" for number in range(5)]
    assert found["items_total"] == 5
    assert "b_start=4" in batching["last"]
    assert "b_start=2" in batching["prev"]
    assert "batching" not in get("/@search?portal_type=Initiative")
    assert get("/@search?b_size=0")["items"] == []


def test_search_gives_the_metadata_asked_for(site: Site) -> None:
    make_initiative("La régie", topics=(make_topic("eau"),))

    plain = get("/@search?SearchableText=regie")["items"][0]
    some = get("/@search?SearchableText=regie&metadata_fields=UID&metadata_fields:list=topics")
    every = get("/@search?SearchableText=regie&metadata_fields=_all")["items"][0]

    assert {"@id", "@type", "title", "description", "review_state", "image_scales"} <= set(plain)
    assert "topics" not in plain
    assert set(some["items"][0]) == {*plain, "UID", "topics"}
    assert every["getPath"] == f"{REDON}/la-regie"
    assert every["portal_type"] == "Initiative"


def test_search_facets_count_what_each_value_would_give(site: Site) -> None:
    make_initiative("La régie", topics=(make_topic("eau"), make_topic("energie")))
    make_initiative("Le marché", topics=(make_topic("energie"),))

    facets = get("/@search?facets=1&topic=eau")["facets"]

    assert facets["topic"] == {"eau": 1, "energie": 2}
    assert facets["type"] == {"Initiative": 1}


@pytest.mark.parametrize(
    "query", ["b_start=-1", "b_size=beaucoup", "b_start=１", "sort_on=couleur", "b_size=1.5"]
)
def test_search_bad_parameter_is_a_400_that_names_it(site: Site, query: str) -> None:
    found = get(f"/@search?{query}", 400)

    assert found["type"] == "BadRequest"
    assert query.partition("=")[2] in found["message"]


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
    topic = make_topic("eau")
    folder = make_member()
    with tracking():
        for number in range(count):
            make_initiative(f"La régie {number}", folder=folder, topics=(topic,))
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
