"""Sessions: what may be written into them, and what the listing holds of them."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import CyclePage, ListingRow, SessionDocument, SessionPage, SessionSpeaker
from tests.cms.listing.truth import assert_true
from tests.factories.cms import make_cycle, make_member, make_session
from tests.factories.documents import make_document

DAY = datetime.date(2024, 2, 15)
NEXT_DAY = datetime.date(2024, 2, 16)


def row() -> ListingRow:
    return ListingRow.objects.get(type="Session")


def test_session_stands_in_a_cycle_alone_and_holds_nothing(site: Site):
    assert CyclePage.allowed_subpage_models() == [SessionPage]
    assert SessionPage.allowed_parent_page_models() == [CyclePage]
    assert SessionPage.allowed_subpage_models() == []


def test_session_that_ends_before_it_starts_is_refused_in_french(site: Site):
    hours = {"starts": datetime.time(14), "ends": datetime.time(9)}
    page = SessionPage(title="Derval", kind="seminar", date=DAY, **hours)
    with pytest.raises(ValidationError, match="doit venir après l’heure de début"):
        authoring.create(make_cycle(), page, publish=True)
    page = SessionPage(title="Derval", kind="seminar", date=NEXT_DAY, last_day=DAY)
    with pytest.raises(ValidationError, match="ne peut pas précéder le premier"):
        authoring.create(CyclePage.objects.get(), page, publish=True)


def test_picture_of_a_session_still_needs_its_text(site: Site):
    with pytest.raises(ValidationError, match="Décrivez l’image"):
        SessionPage(title="Derval", kind="seminar", image_id=1).clean()


def test_day_of_the_session_decides_its_quarter_unless_staff_say_another(site: Site):
    page = make_session(date=DAY, last_day=NEXT_DAY)
    quarter = Query(effective_from=datetime.date(2024, 1, 1), effective_until=NEXT_DAY)
    assert row().effective == DAY
    assert [found.title for found in find(quarter, site)] == [page.title]

    authoring.update(page, {"effective": datetime.date(2024, 5, 2)}, publish=True)

    assert row().effective == datetime.date(2024, 5, 2)
    assert_true()


def test_session_without_a_day_counts_from_its_publication(site: Site):
    page = make_session()
    assert row().effective == page.first_published_at.date()
    assert row().years == []


def test_session_is_found_under_the_years_of_its_days(site: Site):
    first = datetime.date(2023, 12, 31)
    make_session(date=first, last_day=DAY, effective=datetime.date(2025, 1, 1))
    assert row().years == [2023, 2024]


@pytest.mark.parametrize(
    "words",
    ["derval", "préfète", "Redon Agglomération", "visite", "gymnase", "diaporama", "maisons"],
)
def test_search_finds_place_speakers_programme_documents_and_report(site: Site, words):
    organisation = make_member("Redon Agglomération").organisation
    make_session(
        "Habiter",
        place="Derval",
        speakers=(
            SessionSpeaker(office="Présidente", organisation=organisation),
            SessionSpeaker(office="Préfète", organisation_name="État"),
        ),
        programme=[("item", {"time": None, "title": "Visite", "detail": "Un gymnase."})],
        documents=(SessionDocument(title="Diaporama", document=make_document()),),
        body=[("text", "<p>Des maisons.</p>")],
    )
    make_session("Autre")
    found = find(Query(text=words, types=["Session"]), site)
    assert [row.title for row in found] == ["Habiter"]


def test_row_follows_the_organisations_and_documents_of_a_session(site: Site):
    organisation, document = make_member("Blain").organisation, make_document()
    make_session(
        speakers=(SessionSpeaker(office="Présidente", organisation=organisation),),
        documents=(SessionDocument(title="Relevé", document=document),),
    )
    organisation.name, document.file_size = "Pays de Blain", 12

    with tracking():
        organisation.save()
        document.save()

    (speaker,), (handed,) = row().fields["speakers"], row().fields["documents"]
    assert (speaker["organisation"], handed["size"]) == ("Pays de Blain", 12)
    assert_true()

    with tracking():
        document.delete()

    assert row().fields["documents"] == []
    assert_true()
