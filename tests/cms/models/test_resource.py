"""What may be said of a resource."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.models import Recipient, ResourcePage

pytestmark = pytest.mark.django_db  # a page asks for its content type


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"published_month": 9}, "published_year"),
        ({"periodical_issue": "428"}, "periodical"),
        ({"periodical_pages": "9 à 13"}, "periodical"),
    ],
)
def test_half_told_publication_is_refused_where_the_rest_is_missing(fields, where):
    with pytest.raises(ValidationError) as refused:
        ResourcePage(title="Habiter les villages", **fields).clean()

    assert list(refused.value.message_dict) == [where]


def test_author_names_are_the_lines_that_say_something():
    page = ResourcePage(authors=" Une rédactrice \n\nUn rédacteur\n")

    assert page.author_names == ["Une rédactrice", "Un rédacteur"]


def test_years_are_those_of_publication_and_otherwise_of_the_action():
    day = datetime.date(2024, 5, 1)

    assert ResourcePage(published_year=2021, effective=day).listing_years() == [2021]
    assert ResourcePage(effective=day).listing_years() == [2024]


def test_answer_before_the_sending_is_refused():
    line = Recipient(
        name="Préfet", sent_on=datetime.date(2024, 5, 2), answered_on=datetime.date(2024, 5, 1)
    )

    with pytest.raises(ValidationError, match="ne peut pas précéder"):
        line.clean()
