"""`@search`, in the words of Plone's catalog and ours."""

from __future__ import annotations

import datetime
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from tests.cms.restapi.asking import HOME, get, get_titles
from tests.factories.cms import (
    make_cycle,
    make_initiative,
    make_initiatives,
    make_member,
    make_territory,
    make_topic,
)

REDON = "/initiatives/redon-agglomeration"


def test_search_looks_as_deep_below_a_path_as_asked(site: Site) -> None:
    make_initiative("La régie")
    make_cycle("Habiter")

    def below(query: str, path: str = "") -> set[str]:
        return set(get_titles(f"{path}/@search?sort_on=path&{query}"))

    assert below(f"path={REDON}") == {"Redon Agglomération", "La régie"}
    assert below(f"path.query={HOME}{REDON}") == {"Redon Agglomération", "La régie"}
    assert below(f"path={REDON}&path.depth=0") == {"Redon Agglomération"}
    assert below(f"path={REDON}&path.depth=1") == {"La régie"}
    assert below("path=/initiatives&path.depth=1") == {"Redon Agglomération"}
    assert below("path=/initiatives&path.depth=2") == {
        "Initiatives",
        "Redon Agglomération",
        "La régie",
    }
    assert below("path.depth=1", "/initiatives") == {"Redon Agglomération"}
    assert below("path.depth=1") == {"Initiatives", "Cycles", "Vidéos"}
    assert below(f"path.query={REDON}&path.query=/cycles&path.depth=1") == {"La régie", "Habiter"}
    assert below("path=/initiativ") == set()
    uid = get(REDON)["UID"]
    assert below(f"path={uid}&path.depth=1") == {"La régie"}
    assert below(f"path={'0' * 32}") == set()


def test_search_finds_pages_by_what_they_are(site: Site) -> None:
    page = make_initiative("La régie", topics=(make_topic("eau"), make_topic("energie")))
    authoring.update(page, {"tags": ["bois"]}, publish=True)
    make_initiative("Le marché", topics=(make_topic("eau"),))
    uids = [get(f"{REDON}/{slug}")["UID"] for slug in ("la-regie", "le-marche")]
    both = {"La régie", "Le marché"}

    for query, titles in {
        f"UID={uids[0]}": {"La régie"},
        f"UID={uids[0]}&UID={uids[1]}&UID=autre": both,
        "UID=autre": set(),
        "topic=eau&topic=energie": both,
        "topic.query=eau&topic.query=energie&topic.operator=and": {"La régie"},
        "portal_type=Initiative&topic.not=energie": {"Le marché"},
        "portal_type=Initiative&Creator=Redon Agglomération": both,
        "portal_type=Initiative&Creator.not=Redon Agglomération": set(),
        "portal_type=Initiative&review_state=published": both,
        "portal_type=Initiative&review_state=private": set(),
        "portal_type=Initiative&Language=fr": both,
        "Language=br": set(),
        "isFolderish=false": both,
        "isFolderish=true&path=/initiatives": {"Initiatives", "Redon Agglomération"},
        "use_site_search_settings=1&show_inactive=true&Subject=bois": {"La régie"},
    }.items():
        assert set(get_titles(f"/@search?{query}")) == titles, query


def test_search_finds_pages_by_their_dates(site: Site) -> None:
    for title, day in (("Mars", 3), ("Mai", 5), ("Juin", 6)):
        make_initiative(title, effective=datetime.date(2024, day, 15))
    new_year = make_initiative("Premier janvier", effective=datetime.date(2024, 1, 1))

    for query, titles in {
        "effective.query=2024-05-15&effective.range=min": {"Mai", "Juin"},
        "effective.query=2024-05-15&effective.range=max": {"Premier janvier", "Mars", "Mai"},
        "effective.query=2024/05/14&effective.range=max": {"Premier janvier", "Mars"},
        "effective.query=2024-02-01&effective.query=2024-05-31&effective.range=min:max": {
            "Mars",
            "Mai",
        },
        "effective.query:list=2024-05-31&effective.query:list=2024-02-01&effective.range=minmax": {
            "Mars",
            "Mai",
        },
        "effective=2024-05-15": {"Mai"},
        "effective=2024-05-15&effective=2024-06-15": {"Mai", "Juin"},
        "effective.query=2024-05-14T22:00:00Z&effective.range=min": {"Mai", "Juin"},
        "effective.query=2024-05-15T10:00:00+02:00&effective.range=min": {"Juin"},
        f"effective.query={quote('2024-05-15T10:00:00+02:00')}&effective.range=min": {"Juin"},
        "effective.query=2023-12-31T23:00:00Z&effective.range=max": {"Premier janvier"},
        "created.query=2020-01-01&created.range=max": set(),
        "modified.query=2020-01-01&modified.range=max": set(),
    }.items():
        found = set(get_titles(f"/@search?portal_type=Initiative&{query}"))
        assert found == titles, query
    everything = set(get_titles("/@search?portal_type=Initiative"))
    for name in ("created", "modified"):
        query = f"portal_type=Initiative&{name}.range=min&{name}.query="
        assert set(get_titles(f"/@search?{query}2020-01-01")) == everything
        stamp = get(f"{REDON}/{new_year.slug}")[name]
        assert "Premier janvier" in get_titles(f"/@search?{query}{quote(stamp)}")


def test_search_finds_pages_on_a_part_of_the_map(site: Site) -> None:
    for title, lon in (("Blain", -1.76), ("Redon", -2.08), ("Fidji", 179.0)):
        make_initiative(title, territories=(make_territory(title, lon=lon, lat=47.5),))

    for box, titles in {
        "-2.5,47,-1.5,48": {"Blain", "Redon"},
        "-2,47,-1.5,48": {"Blain"},
        "-2,48,-1.5,49": set(),
        "170,-90,-2,90": {"Fidji", "Redon"},
    }.items():
        assert set(get_titles(f"/@search?bbox={box}")) == titles, box


def test_search_sorts_by_several_indexes(site: Site) -> None:
    for title, year in (("B", 2024), ("A", 2023), ("C", 2023)):
        make_initiative(title, effective=datetime.date(year, 1, 1))
    base = "/@search?portal_type=Initiative"

    assert get_titles(f"{base}&sort_on=effective&sort_on=sortable_title") == ["A", "C", "B"]
    mixed = "&sort_on=effective&sort_on=sortable_title&sort_order=ascending&sort_order=descending"
    assert get_titles(base + mixed) == ["C", "A", "B"]
    assert get_titles(f"{base}&sort_on=start&sort_order=reverse")[0] == "B"
    assert get_titles(f"{base}&sort_on=getObjPositionInParent") == ["B", "A", "C"]


def test_search_gives_whole_documents_with_what_stands_above_them(site: Site) -> None:
    make_initiative("La régie")

    found = get("/@search?fullobjects=1&portal_type=Initiative")["items"][0]
    page = get(f"{REDON}/la-regie")

    around = {"@components", "next_item", "previous_item"}
    assert found == {name: value for name, value in page.items() if name not in around}


def test_search_where_nothing_stands_answers_like_every_service(site: Site) -> None:
    gone, moved = make_initiative("Passée"), make_initiative("La régie")
    authoring.unpublish(gone)
    with tracking():
        moved.move(make_member("Nozay"), pos="last-child")

    assert get("/nulle-part/@search", 404)["type"] == "NotFound"
    assert get("/nulle-part/@search?path=/initiatives", 404)["type"] == "NotFound"
    assert get(f"{REDON}/passee/@search", 410)["type"] == "Gone"
    assert get("/initiatives/@search?topic=rien")["items"] == []
    response = Client().get(f"/++api++{REDON}/la-regie/@search?b_size=1")
    assert response.status_code == 301
    assert response["Location"] == "/++api++/initiatives/nozay/la-regie/@search?b_size=1"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("effective=hier", "« hier »"),
        ("effective=2024-13-01", "« 2024-13-01 »"),
        ("created=9999-12-31", "« 9999-12-31 »"),
        ("modified=0001-01-01T00:00:00%2B14:00", "« 0001"),
        ("effective=2024-01-01&effective.range=autour", "« autour »"),
        ("path.depth=-1", "« -1 »"),
        ("path.depth=９", "« ９ »"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=a,b,c,d", "bbox"),
        ("bbox=nan,0,1,1", "bbox"),
        ("bbox=0,2,1,1", "bbox"),
        ("sort_on=couleur", "« couleur »"),
        ("&".join(f"topic={number}" for number in range(201)), "topic : 201 valeurs"),
    ],
)
def test_search_bad_value_is_a_400_that_names_it(site: Site, query: str, said: str) -> None:
    found = get(f"/@search?{query}", 400)

    assert found["type"] == "BadRequest"
    assert said in found["message"]


@pytest.mark.parametrize("name", ["SearchableText", "path", "UID", "Subject", "sort_on", "bbox"])
@pytest.mark.parametrize(
    "value", ["%00", "%ED%A0%80", "x" * 1_000_000, "%", "()", "-1", "..%2F..", ":"]
)
def test_search_odd_value_is_never_an_error_of_ours(site: Site, name: str, value: str) -> None:
    response = Client().get(f"/++api++/@search?{name}={value}")

    assert response.status_code in (200, 400), response.content[:300]


def test_search_many_paths_is_one_question(site: Site) -> None:
    paths = "&".join(f"path=/p{number}" for number in range(200))

    assert get_titles(f"/@search?{paths}") == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_search_in_a_folder_costs_three_queries_and_documents_one_more(
    site: Site, count: int
) -> None:
    make_initiatives(count)
    query = "portal_type=Initiative&effective.query=2020-01-01&effective.range=min&b_size=50"

    for more, cost in (("", 3), ("&metadata_fields=_all", 3), ("&fullobjects=1", 4)):
        with CaptureQueriesContext(connection) as captured:
            found = get(f"{REDON}/@search?{query}{more}")
        assert len(found["items"]) == count
        assert len(captured) == cost, [query["sql"][:150] for query in captured]


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


@pytest.mark.parametrize(
    "query", ["b_start=-1", "b_size=beaucoup", "b_start=１", "sort_on=couleur", "b_size=1.5"]
)
def test_search_bad_parameter_is_a_400_that_names_it(site: Site, query: str) -> None:
    found = get(f"/@search?{query}", 400)

    assert found["type"] == "BadRequest"
    assert query.partition("=")[2] in found["message"]
