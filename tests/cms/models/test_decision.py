"""Decisions: what may be written into them, and what the listing holds of them."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.query import Query, find
from cms.models import DecisionPage, ListingRow, ProgrammePage
from tests.factories.cms import make_decision, make_programme

DAY, EVE = datetime.date(2023, 12, 21), datetime.date(2023, 12, 20)


def test_decision_stands_in_a_programme_alone_and_holds_nothing(site: Site):
    assert DecisionPage.allowed_parent_page_models() == [ProgrammePage]
    assert DecisionPage.allowed_subpage_models() == []


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"vote_for": 32, "vote_against": 2, "vote_actual": 33}, ["vote_actual"]),
        ({"sent_to_prefecture_on": EVE}, ["sent_to_prefecture_on"]),
        ({"online_months": 2}, ["online_from"]),
        (
            {"vote_actual": 9, "vote_expected": 8, "online_from": EVE},
            ["vote_actual", "online_from"],
        ),
        ({"siret": "200068120"}, ["siret"]),
        ({"matter_code": "9.x"}, ["matter_code"]),
        ({"prefecture_code": "29"}, ["prefecture_code"]),
        ({"budget_year": "23"}, ["budget_year"]),
        ({"amount": "-1"}, ["amount"]),
    ],
)
def test_decision_that_cannot_be_is_refused_where_it_is_wrong(site: Site, fields, where):
    page = DecisionPage(title="Contribution", date=DAY, **fields)

    with pytest.raises(ValidationError) as refused:
        authoring.create(make_programme(), page, publish=True)

    assert sorted(refused.value.message_dict) == sorted(where)


@pytest.mark.parametrize(
    "fields",
    [
        {"prefecture_code": "PREF029", "budget_year": "2023/2024", "matter_code": "7.10"},
        {"prefecture_code": "SPREF02A1", "budget_year": "2023", "matter_code": "8.4"},
        {"prefecture_code": "SGAR053", "siret": "20006812000010"},
    ],
)
def test_codes_of_the_open_data_schema_are_taken(site: Site, fields):
    assert make_decision(**fields).live


def test_decision_belongs_to_the_quarter_and_year_of_its_session(site: Site):
    page = make_decision(date=DAY)
    row = ListingRow.objects.get(type="Decision")
    assert (row.effective, row.years) == (DAY, [2023])

    authoring.update(page, {"effective": datetime.date(2024, 1, 2)}, publish=True)

    row.refresh_from_db()
    assert (row.effective, row.years) == (datetime.date(2024, 1, 2), [2023])


@pytest.mark.parametrize(
    "words",
    ["Quimper", "conseil", "transitions", "vice-présidente", "unanimité", "RésO", "corentin"],
)
def test_search_finds_what_a_decision_tells(site: Site, words):
    make_decision(
        "Contribution",
        authority_name="Quimper",
        assembly="Conseil communautaire",
        subject="Un laboratoire des transitions",
        rapporteur_office="Vice-présidente",
        vote_words="À l’unanimité",
        beneficiary_name="RésO Villes",
        original_address="44, place Saint-Corentin",
    )
    make_decision("Autre")

    assert [row.title for row in find(Query(text=words), site)] == ["Contribution"]
