"""Cycles: what may be written into them, and what the listing holds of them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.domain import authoring
from cms.listing import sync
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import (
    CycleDeliverable,
    CycleLead,
    CyclePartner,
    CycleRelatedPage,
    CycleStatement,
    ListingRow,
    Organisation,
)
from tests.cms.listing.truth import assert_true
from tests.factories.cms import make_cycle, make_initiative
from tests.factories.documents import make_document


def row() -> ListingRow:
    return ListingRow.objects.get(type="Cycle")


@pytest.mark.parametrize(
    "places",
    [
        {"target_id": 1, "document_id": 1},
        {"target_id": 1, "link": "https://example.org/"},
        {"document_id": 1, "link": "https://example.org/"},
    ],
)
def test_deliverable_in_two_places_is_refused(places):
    with pytest.raises(ValidationError, match="une page, un document ou une adresse"):
        CycleDeliverable(title="Guide", **places).clean()


@pytest.mark.parametrize("place", [{}, {"target_id": 1}, {"document_id": 1}, {"link": "https://a"}])
def test_deliverable_in_one_place_or_none_is_taken(place):
    CycleDeliverable(title="Guide", **place).clean()


@pytest.mark.parametrize(
    "words",
    ["loger", "artificialiser", "réparer", "présidente", "Une élue", "mobhilis", "guide", "phase"],
)
def test_search_finds_aims_statements_leads_partners_and_deliverables(site: Site, words):
    make_cycle(
        "Habitat",
        aims="<p>Loger chacun</p>",
        expected_results="<p>Moins artificialiser</p>",
        statements=[CycleStatement(text="Réparer plus.", office="Maire")],
        leads=[CycleLead(office="Présidente", name="Une élue")],
        partners=[CyclePartner(organisation_name="Mobhilis")],
        deliverables=[CycleDeliverable(title="Guide", phase="Phase 1")],
    )
    make_cycle("Autre")
    assert [each.title for each in find(Query(text=words, types=["Cycle"]), site)] == ["Habitat"]


def test_row_follows_what_its_rows_name(site: Site):
    organisation, document = Organisation.objects.create(name="Blain", slug="b"), make_document()
    initiative = make_initiative("La régie", publish=False)
    make_cycle(
        statements=[CycleStatement(text="Agir.", office="Maire", organisation=organisation)],
        leads=[CycleLead(office="Maire", organisation=organisation)],
        deliverables=[
            CycleDeliverable(title="Relevé", document=document),
            CycleDeliverable(title="Récit", target=initiative),
        ],
        related_pages=[CycleRelatedPage(target=initiative)],
    )
    assert row().fields["deliverables"][1]["page"] is None
    assert row().fields["relatedItems"] == []
    organisation.name, document.file_size = "Pays de Blain", 12

    with tracking():
        organisation.save()
        document.save()
    authoring.publish(initiative)

    fields = row().fields
    assert [fields[name][0]["organisation"] for name in ("statements", "leads")] == [
        "Pays de Blain",
        "Pays de Blain",
    ]
    assert fields["deliverables"][0]["document"]["size"] == 12
    assert fields["deliverables"][1]["page"]["title"] == "La régie"
    assert [item["title"] for item in fields["relatedItems"]] == ["La régie"]
    assert_true()

    with tracking():
        document.delete()
    authoring.delete(initiative)

    deliverables = row().fields["deliverables"]
    assert [line["document"] or line["page"] for line in deliverables] == [None, None]
    assert row().fields["relatedItems"] == []
    assert_true()


@pytest.fixture
def cost(site: Site):
    """Return a function that counts the queries of refreshing one cycle with some rows."""

    def count(rows: int) -> int:
        body = Organisation.objects.create(name="A", slug=f"a{rows}")
        document, initiative = make_document(), make_initiative()
        page = make_cycle(
            statements=[
                CycleStatement(text="Agir.", office="Maire", organisation=body) for _ in range(rows)
            ],
            leads=[CycleLead(office="Maire", organisation=body) for _ in range(rows)],
            partners=[CyclePartner(organisation=body) for _ in range(rows)],
            deliverables=[
                *(CycleDeliverable(title="Relevé", document=document) for _ in range(rows)),
                *(CycleDeliverable(title="Récit", target=initiative) for _ in range(rows)),
            ],
            related_pages=[CycleRelatedPage(target=initiative) for _ in range(rows)],
        )
        with CaptureQueriesContext(connection) as captured:
            sync.refresh([page.pk])
        return len(captured)

    return count


def test_refresh_costs_the_same_for_one_three_or_thirty_rows(cost):
    assert cost(1) == cost(3) == cost(30)
