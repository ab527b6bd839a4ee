"""The values that filters and forms offer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.domain import authoring
from cms.models import Membership, Territory, Topic
from cms.restapi.asked import Asked
from cms.restapi.vocabularies import VOCABULARIES, Term, register_vocabulary
from tests.cms.restapi.asking import HOME, get
from tests.factories.cms import make_initiative, make_member, make_territory, make_topic

TYPES = "/@vocabularies/plone.app.vocabularies.ReallyUserFriendlyTypes"


def tokens(name: str) -> list[str]:
    return [term["token"] for term in get(f"/@vocabularies/{name}")["items"]]


def test_vocabularies_are_listed_by_name_and_each_answers(site: Site) -> None:
    found = get("/initiatives/@vocabularies")

    assert {"topics", "territories", "years", "members"} < {known["title"] for known in found}
    for known in found:
        assert known["@id"] == f"{HOME}/initiatives/@vocabularies/{known['title']}"
        assert get(known["@id"].removeprefix(HOME)).keys() == {"@id", "items", "items_total"}


def test_vocabularies_name_what_we_sort_by(site: Site) -> None:
    epci = make_territory("Pays", "epci", slug="pays")
    make_territory("Blain", slug="blain", parents=[epci])
    page = make_initiative("La régie", topics=(make_topic("eau", title="Eau"),), start_year=2023)
    authoring.update(page, {"tags": ["bois"]}, publish=True)
    draft = make_initiative("Le marché", publish=False, start_year=2019)
    authoring.update(draft, {"tags": ["caché"]})

    assert get("/@vocabularies/topics")["items"] == [{"token": "eau", "title": "Eau"}]
    assert {"token": "blain", "title": "Blain (commune)"} in get("/@vocabularies/territories")[
        "items"
    ]
    assert "pays" in tokens("territories?level=epci")
    assert "blain" not in tokens("territories?level=epci")
    assert "blain" in tokens("territories?level:list=epci&level:list=commune")
    assert tokens("years") == ["2023"]
    assert tokens("plone.app.vocabularies.Keywords?b_start=0") == ["bois"]
    assert tokens("plone.app.vocabularies.SupportedContentLanguages") == ["fr"]


def test_members_are_those_of_today(site: Site) -> None:
    make_member("Redon Agglomération")
    left = make_member("Ancienne communauté")
    Membership.objects.filter(organisation=left.organisation).update(
        ends=datetime.date(2020, 1, 1), starts=datetime.date(2010, 1, 1)
    )

    assert tokens("members") == ["Redon Agglomération"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("title=rend", ["Rendez-vous"]),
        ("title=VIDÉO", ["Série de vidéos", "Vidéo"]),
        ("token=video", ["Vidéo"]),
        ("tokens=Video&tokens=Cycle", ["Cycle", "Vidéo"]),
        ("tokens:list=Video&tokens:list=Cycle", ["Cycle", "Vidéo"]),
        ("title=zzz", []),
        ("token=zzz", []),
    ],
)
def test_terms_are_filtered_by_title_and_token(site: Site, query: str, titles: list[str]) -> None:
    found = get(f"{TYPES}?{query}")

    assert [term["title"] for term in found["items"]] == titles
    assert found["items_total"] == len(titles)


def test_terms_come_in_batches_and_all_at_once(site: Site) -> None:
    Topic.objects.bulk_create(
        [Topic(slug=f"t-{number:02}", title=f"Thème {number:02}") for number in range(60)]
    )

    first = get("/@vocabularies/topics")
    last = get("/@vocabularies/topics?b_start=50&b_size=20")

    assert (len(first["items"]), first["items_total"]) == (25, 60)
    assert "b_start=25" in first["batching"]["next"]
    assert len(last["items"]) == 10
    assert "next" not in last["batching"]
    whole = get("/@vocabularies/topics?b_size=-1")
    assert len(whole["items"]) == 60
    assert whole.keys() == {"@id", "items"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("territories?level=canton", "canton"),
        ("topics?title=a&token=b", "title et token"),
        ("topics?b_size=-2", "-2"),
    ],
)
def test_bad_filter_is_a_400_that_names_it(site: Site, query: str, said: str) -> None:
    assert said in get(f"/@vocabularies/{query}", 400)["message"]


@pytest.mark.parametrize("path", ["/@vocabularies/inconnu", "/nulle-part/@vocabularies/topics"])
def test_unknown_vocabulary_or_page_is_a_404(site: Site, path: str) -> None:
    assert get(path, 404)["type"] == "NotFound"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_vocabulary_costs_two_queries_for_any_number_of_terms(site: Site, count: int) -> None:
    Territory.objects.bulk_create(
        [
            Territory(level="commune", code=f"{number:05}", name=f"C {number}", slug=f"c-{number}")
            for number in range(count)
        ]
    )

    with CaptureQueriesContext(connection) as captured:
        assert len(get("/@vocabularies/territories?b_size=-1")["items"]) == count
    assert len(captured) == 2


@pytest.fixture
def own_vocabulary() -> Iterator[None]:
    def seasons(asked: Asked) -> list[Term]:
        return [("ete", "Été"), ("hiver", "Hiver")]

    register_vocabulary("saisons", seasons)
    yield
    del VOCABULARIES["saisons"]


def test_vocabulary_of_a_host_is_filtered_like_ours(site: Site, own_vocabulary: None) -> None:
    assert tokens("saisons?title=ete") == ["ete"]
    assert "saisons" in {known["title"] for known in get("/@vocabularies")}


@pytest.mark.parametrize("name", ["title", "token", "tokens", "level", "b_start", "b_size"])
@pytest.mark.parametrize("value", ["%00", "%ED%A0%80", "x" * 1_000_000, "-1"])
def test_odd_filter_is_never_an_error_of_ours(site: Site, name: str, value: str) -> None:
    response = Client().get(f"/++api++/@vocabularies/territories?{name}={value}")

    assert response.status_code in (200, 400), response.content[:300]
