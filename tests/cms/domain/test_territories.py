"""Rules of the geography, on the geography that ships with the plugin."""

from __future__ import annotations

import pytest

from cms.domain import geography
from cms.domain.territories import ancestors, by_siren, resolve
from cms.models import Territory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def module_france(module_database):
    geography.load()


@pytest.fixture
def france(module_france, db):
    """The geography that ships with the plugin, loaded once for the module."""


def names(territory: Territory) -> set[str]:
    return {place.name for place in ancestors([territory])[territory.pk]}


@pytest.mark.parametrize(
    ("level", "name"), [("departement", "Ille-et-Vilaine"), ("region", None), ("commune", None)]
)
def test_resolve_code_of_one_level_is_not_found_at_another(france, level, name):
    found = resolve(level, "35")
    assert (found.name if found else None) == name


def test_resolve_53_is_a_region_here_and_no_departement(france):
    assert resolve("region", "53").name == "Bretagne"
    assert resolve("departement", "53") is None


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("35301", "35184"),
        ("49321", "49160"),
        ("56059", "56102"),
        ("56138", "56165"),
        ("44160", "44003"),
    ],
)
def test_resolve_merged_commune_gives_todays(france, former, today):
    assert resolve("commune", former).code == today


def test_resolve_code_that_is_former_and_current_gives_todays(france):
    today = {row["code"] for row in geography.shipped()["communes"]}
    shared = {row["code"] for row in geography.shipped()["former"]} & today
    assert len(shared) == 8
    assert {code: resolve("commune", code).code for code in shared} == {c: c for c in shared}


@pytest.mark.parametrize("code", ["75056", "", "0NULL", "35"])
def test_resolve_unknown_commune_gives_none(france, code):
    assert resolve("commune", code) is None


def test_by_siren_finds_intercommunalite_and_commune(france):
    assert by_siren("243500741").name == "Redon Agglomération"
    assert by_siren("213502362").level == "commune"
    assert by_siren("") is None
    assert by_siren("552081317") is None


def test_ancestors_of_commune_do_not_cross_the_intercommunalite(france):
    assert names(resolve("commune", "35236")) == {
        "Redon Agglomération",
        "Ille-et-Vilaine",
        "Bretagne",
    }


def test_ancestors_of_straddling_intercommunalite_are_all_it_lies_in(france):
    assert names(resolve("epci", "243500741")) == {
        "Ille-et-Vilaine",
        "Loire-Atlantique",
        "Morbihan",
        "Bretagne",
        "Pays de la Loire",
    }


def test_ancestors_of_quartier_reach_the_region(france):
    quartier = Territory.objects.create(
        level="quartier", code="redon-bellevue", name="Bellevue", slug="redon-bellevue"
    )
    quartier.parents.add(resolve("commune", "35236"))
    assert names(quartier) == {"Redon", "Redon Agglomération", "Ille-et-Vilaine", "Bretagne"}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_ancestors_cost_the_same_whatever_the_number(france, django_assert_num_queries, count):
    territories = list(Territory.objects.filter(level="commune")[:count])
    with django_assert_num_queries(3):
        ancestors(territories)
