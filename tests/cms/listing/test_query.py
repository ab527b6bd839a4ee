"""Search, facets and their cost, on whichever database the suite runs."""

from __future__ import annotations

import datetime

import pytest
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.facets import facet_counts
from cms.listing.query import Query, find, row_at
from cms.models import InitiativePage
from tests.factories.cms import (
    make_initiative,
    make_initiatives,
    make_member,
    make_territory,
    make_topic,
)


def titles(query: Query, site: Site) -> list[str]:
    return [row.title for row in find(query, site)]


def test_find_odd_texts_find_nothing_and_break_nothing(site: Site) -> None:
    make_initiative("La régie")

    for text in ("de la", "!?", "' OR 1=1 --", '"', "eau*", "a" * 5000, "mot " * 5000, "NEAR("):
        assert titles(Query(text=text), site) == [], text
    for odd in (Query(topics=["eau\0"]), Query(under="/\0"), Query(text="absent\0")):
        assert titles(odd, site) == []
    assert row_at(site, "/\0") is None


def test_find_words_of_funder_contact_body_and_synonym_find_the_page(site: Site) -> None:
    page = make_initiative(
        "La salle",
        topics=(make_topic("sante", title="Santé", synonyms="médecin\nsoin"),),
        territories=(make_territory("Carentoir"),),
    )
    body = [
        {"type": "text", "value": "<p>Un <b>panneau</b> de bois</p>"},
        {"type": "quote", "value": {"text": "Nous y tenons", "author": "Maire"}},
    ]
    authoring.update(page, {"body": body}, publish=True)

    for word in ("médecins", "panneaux", "tenons", "Carentoir", "Redon Agglomération"):
        assert titles(Query(text=word, types=["Initiative"]), site) == ["La salle"], word


def test_find_territory_finds_what_lies_in_it(site: Site) -> None:
    department = make_territory("Ille-et-Vilaine", "departement")
    epci = make_territory("Montfort", "epci")
    commune = make_territory("Iffendic", parents=[epci, department])
    district = make_territory("Le Bourg", "quartier", parents=[commune])
    elsewhere = make_territory("Nozay")
    make_initiative("Au quartier", territories=(district,))
    make_initiative("Ailleurs", territories=(elsewhere,))

    for place in (department, epci, commune, district):
        assert titles(Query(territories=[place.slug]), site) == ["Au quartier"]
    assert titles(Query(territories=[elsewhere.slug]), site) == ["Ailleurs"]


def test_find_without_words_newest_first_and_dates_are_half_open(site: Site) -> None:
    for month in (1, 4, 7):
        make_initiative(f"Mois {month}", effective=datetime.date(2024, month, 1))
    quarter = Query(
        types=["Initiative"],
        effective_from=datetime.date(2024, 1, 1),
        effective_until=datetime.date(2024, 7, 1),
    )

    assert titles(quarter, site) == ["Mois 4", "Mois 1"]


def test_find_under_a_page_leaves_out_a_sibling_whose_slug_begins_alike(site: Site) -> None:
    redon, redonnais = make_member("Redon"), make_member("Redonnais")
    make_initiative("Ici", folder=redon)
    make_initiative("Là", folder=redonnais)

    under = Query(under="/initiatives/redon", types=["Initiative"])
    assert titles(under, site) == ["Ici"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_find_and_facets_cost_the_same_for_any_number_of_pages(
    site: Site, count: int, django_assert_num_queries
) -> None:
    topic = make_topic("eau")
    make_initiatives(count, topics=(topic,))
    query = Query(text="régie", topics=["eau"], types=["Initiative"])

    find(query, site).exists()  # Wagtail reads content types once for the process
    with django_assert_num_queries(1):
        assert len(find(query, site)) == count
    with django_assert_num_queries(3):
        assert facet_counts(query, site)["topic"] == {"eau": count}


@pytest.mark.parametrize("path", ["/initiatives", "/initiatives/", "initiatives"])
def test_row_at_tolerates_slashes(site: Site, path: str) -> None:
    row = row_at(site, path)

    assert row is not None
    assert row.title == "Initiatives"


def test_row_at_unpublished_page_is_none(site: Site) -> None:
    page = make_initiative("La régie")
    InitiativePage.objects.filter(pk=page.pk).update(live=False)  # by a writer we do not know

    assert row_at(site, "/initiatives/redon-agglomeration/la-regie") is None
