"""How many pages each value of a facet would give."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.domain import authoring
from tests.cms.restapi.asking import HOME, get
from tests.factories.cms import make_initiative, make_initiatives, make_territory, make_topic


def test_facets_count_under_the_parameters_of_search(site: Site) -> None:
    make_initiative("La régie", topics=(make_topic("eau"), make_topic("energie")), start_year=2023)
    make_initiative("Le marché", topics=(make_topic("energie"),), start_year=2024)

    found = get("/initiatives/@facets?topic=eau")

    assert found["@id"] == f"{HOME}/++api++/initiatives/@facets?topic=eau"
    assert found["facets"].keys() == {"topic", "territory", "tag", "year", "type"}
    assert found["facets"]["topic"] == {"eau": 1, "energie": 2}
    assert found["facets"]["year"] == {"2023": 1}
    assert get("/@search?topic=eau&path=/initiatives&facets=1")["facets"] == found["facets"]
    assert get("/initiatives/@facets?year.not=2024")["facets"]["topic"] == {"eau": 1, "energie": 1}
    assert get("/cycles/@facets")["facets"]["type"] == {"Folder": 1}
    assert get("/@facets?year=2024&effective=hier", 400)["type"] == "BadRequest"
    assert get("/nulle-part/@facets", 404)["type"] == "NotFound"


def test_every_facet_may_be_chosen_at_once(site: Site) -> None:
    blain = make_territory("Blain", slug="blain")
    page = make_initiative("La régie", topics=(make_topic("eau"),), territories=(blain,))
    authoring.update(page, {"tags": ["bois"], "start_year": 2024}, publish=True)

    asked = "topic=eau&territory=blain&Subject=bois&year=2024&portal_type=Initiative"
    assert get(f"/@facets?{asked}")["facets"] == {
        "topic": {"eau": 1},
        "territory": {"blain": 1},
        "tag": {"bois": 1},
        "year": {"2024": 1},
        "type": {"Initiative": 1},
    }


@pytest.mark.parametrize("count", [1, 3, 30])
def test_facets_cost_two_queries_and_one_a_facet_chosen(site: Site, count: int) -> None:
    make_initiatives(count, topics=(make_topic("eau"),))

    for query, cost in (("", 2), ("?topic=eau", 3), ("?topic=eau&portal_type=Initiative", 4)):
        with CaptureQueriesContext(connection) as captured:
            assert get(f"/@facets{query}")["facets"]["topic"] == {"eau": count}
        assert len(captured) == cost


def test_search_facets_count_what_each_value_would_give(site: Site) -> None:
    make_initiative("La régie", topics=(make_topic("eau"), make_topic("energie")))
    make_initiative("Le marché", topics=(make_topic("energie"),))

    facets = get("/@search?facets=1&topic=eau")["facets"]

    assert facets["topic"] == {"eau": 1, "energie": 2}
    assert facets["type"] == {"Initiative": 1}
