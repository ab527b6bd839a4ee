"""Programmes: what may be written into them, and what the listing holds of them."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import (
    DecisionPage,
    ListingRow,
    Organisation,
    ProgrammeContact,
    ProgrammeIndexPage,
    ProgrammePage,
    ProgrammePayment,
    ProgrammePillar,
    ProgrammeTerritory,
)
from tests.cms.listing.truth import assert_true
from tests.factories.cms import make_programme, make_territory

NEW_YEAR = datetime.date(2021, 1, 1)


def row() -> ListingRow:
    return ListingRow.objects.get(type="Programme")


def test_programme_stands_in_its_index_and_holds_decisions(site: Site):
    assert ProgrammeIndexPage.allowed_subpage_models() == [ProgrammePage]
    assert ProgrammePage.allowed_parent_page_models() == [ProgrammeIndexPage]
    assert ProgrammePage.allowed_subpage_models() == [DecisionPage]


def test_beneficiary_is_a_territory_or_a_name_and_never_both(site: Site):
    territory = make_territory("Guichen")
    for wrong in ({}, {"name": " "}, {"name": "Bellevue", "territory": territory}):
        with pytest.raises(ValidationError, match="un des deux"):
            ProgrammeTerritory(**wrong).clean()

    assert str(ProgrammeTerritory(territory=territory)) == "Guichen"
    assert str(ProgrammeTerritory(name="Bellevue")) == "Bellevue"


def test_beneficiary_until_before_it_began_is_refused():
    with pytest.raises(ValidationError, match="doit suivre le début"):
        ProgrammeTerritory(name="Bellevue", starts=NEW_YEAR, ends=NEW_YEAR).clean()


def test_funder_alone_is_no_payment_until_something_is_told_of_it():
    assert not ProgrammePayment(funder="État").is_payment
    for more in ({"amount": 0}, {"year": 2023}, {"purpose": "Un poste"}, {"recipient": "Blain"}):
        assert ProgrammePayment(funder="État", **more).is_payment


def test_programme_is_found_where_it_benefits_and_where_that_lies(site: Site):
    epci = make_territory("Vallons", "epci")
    town = make_territory("Guichen", parents=[epci])
    make_programme(beneficiary_territories=[ProgrammeTerritory(territory=town)])

    for place in (town, epci):
        found = find(Query(territories=[place.slug]), site)
        assert [found.title for found in found] == ["Petites villes de demain"]
    assert row().territories == []


@pytest.mark.parametrize(
    "words",
    ["centres", "club", "habitants", "agence", "ingenierie", "prefets", "banque", "guichen"],
)
def test_search_finds_what_a_programme_tells(site: Site, words):
    make_programme(
        aims="Redonner vie aux centres",
        activities="Un club",
        beneficiaries="Moins de 20 000 habitants",
        animator=Organisation.objects.create(name="ANCT", slug="anct", kind="Agence"),
        pillars=[ProgrammePillar(title="Ingénierie")],
        contacts=[ProgrammeContact(office="Préfets")],
        payments=[ProgrammePayment(funder="Banque")],
        beneficiary_territories=[ProgrammeTerritory(territory=make_territory("Guichen"))],
    )
    make_programme("Autre")

    assert [row.title for row in find(Query(text=words), site)] == ["Petites villes de demain"]


def test_row_follows_the_bodies_and_territories_of_a_programme(site: Site):
    anct = Organisation.objects.create(name="ANCT", slug="anct")
    ddtm = Organisation.objects.create(name="DDTM", slug="ddtm")
    epci = make_territory("Vallons", "epci")
    town = make_territory("Guichen", parents=[epci])
    make_programme(
        animator=anct,
        contacts=[ProgrammeContact(office="Déléguée", organisation=ddtm)],
        beneficiary_territories=[ProgrammeTerritory(territory=town)],
    )
    anct.kind, ddtm.name, town.name, epci.slug = "Agence", "Préfecture", "Pont-Réan", "vallons"

    with tracking():
        for changed in (anct, ddtm, town, epci):
            changed.save()

    fields = row().fields
    assert fields["animator"]["kind"] == "Agence"
    assert fields["contacts"][0]["organisation"] == "Préfecture"
    assert fields["beneficiary_territories"][0]["name"] == "Pont-Réan"
    assert row().terms.filter(index="territory", value="vallons").exists()
    assert_true()
