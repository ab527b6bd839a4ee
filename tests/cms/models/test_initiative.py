"""Initiatives: what may be written into them, and what the listing holds of them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from cms.domain import authoring
from cms.listing import sync
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import (
    Funding,
    InitiativeDocument,
    InitiativePage,
    InitiativePartner,
    InitiativePicture,
    InitiativeRelatedPage,
    InitiativeStep,
    InitiativeVideo,
    ListingRow,
    Organisation,
)
from tests.cms.listing.truth import assert_true
from tests.factories.cms import make_cycle, make_initiative, make_territory, make_video
from tests.factories.documents import make_document
from tests.factories.images import make_image

pytestmark = pytest.mark.django_db


def row() -> ListingRow:
    return ListingRow.objects.get(type="Initiative")


@pytest.mark.parametrize(
    ("step", "is_told"),
    [
        ({"date": datetime.date(2024, 1, 1)}, True),
        ({"period": "hiver 2024"}, True),
        ({"period": "  "}, False),
        ({"date": datetime.date(2024, 1, 1), "period": "hiver 2024"}, False),
    ],
)
def test_step_of_the_calendar_has_a_day_or_a_period(step, is_told):
    line = InitiativeStep(label="Étude", **step)
    if is_told:
        line.clean()
    else:
        with pytest.raises(ValidationError, match="Indiquez le jour, ou la période"):
            line.clean()


def test_partner_without_a_name_is_refused():
    with pytest.raises(ValidationError, match="Nommez ce partenaire"):
        InitiativePartner(role="Conseil", organisation_name=" ").clean()
    InitiativePartner(organisation=Organisation(pk=1, name="Région")).clean()


def test_page_cannot_be_related_to_itself(site: Site):
    page = make_initiative()
    with pytest.raises(ValidationError, match="autre page que celle-ci"):
        InitiativeRelatedPage(page=page, target=page).clean()


def test_picture_of_the_gallery_needs_its_text(site: Site):
    page = make_initiative(publish=False)
    page.gallery = [InitiativePicture(image=make_image(), alt="")]
    with pytest.raises(ValidationError):
        page.gallery.get().full_clean()


@pytest.mark.parametrize(
    ("position", "where"),
    [({"latitude": 47.6}, "longitude"), ({"longitude": -2.1}, "latitude")],
)
def test_half_a_position_is_refused_where_the_other_half_is_missing(position, where):
    with pytest.raises(ValidationError) as refused:
        InitiativePage(title="La régie", **position).clean()
    assert list(refused.value.message_dict) == [where]


@pytest.mark.parametrize("position", [(91, 0), (-91, 0), (0, 181), (0, -181)])
def test_position_beyond_the_globe_is_refused(position):
    latitude, longitude = position
    page = InitiativePage(title="La régie", latitude=latitude, longitude=longitude)
    with pytest.raises(ValidationError) as refused:
        page.clean_fields()
    assert refused.value.message_dict.keys() & {"latitude", "longitude"}


def test_own_position_comes_before_that_of_the_territory(site: Site):
    page = make_initiative(territories=(make_territory("Blain"),))
    assert (row().lon, row().lat) == (-2.08, 47.65)

    authoring.update(page, {"latitude": 0.0, "longitude": -1.5}, publish=True)

    assert (row().lon, row().lat) == (-1.5, 0.0)
    assert_true()


def test_total_of_fundings_is_unknown_without_any(site: Site):
    page = make_initiative()
    assert page.funding_total is None
    page.fundings = [Funding(funder="État", amount=Decimal("1.50")), Funding(amount=Decimal(2))]
    assert page.funding_total == Decimal("3.50")


@pytest.mark.parametrize(
    "words",
    [
        "contextuel",
        "enseigné",
        "service eau",
        "campus",
        "conseil",
        "printemps",
        "travaux",
        "lavoir",
        "avant",
        "délibération",
    ],
)
def test_search_finds_parts_partners_steps_pictures_and_documents(site: Site, words):
    make_initiative(
        "Eau",
        context="<p>Un texte <b>contextuel</b>.</p>",
        lessons="<p>Ce qui fut enseigné</p>",
        contact_office="Service de l’eau",
        partners=[InitiativePartner(organisation_name="Campus", role="Conseil")],
        calendar=[InitiativeStep(period="printemps 2024", label="Travaux")],
        gallery=[InitiativePicture(image=make_image(), alt="Un lavoir", caption="Avant")],
        documents=[InitiativeDocument(title="Délibération", document=make_document())],
    )
    make_initiative("Autre")
    found = find(Query(text=words, types=["Initiative"]), site)
    assert [each.title for each in found] == ["Eau"]


def test_names_of_parts_find_nothing_by_themselves(site: Site):
    make_initiative("Eau", context="<p>Un texte.</p>")
    assert not find(Query(text="contexte", types=["Initiative"]), site).exists()


def test_row_follows_what_its_rows_name(site: Site):
    organisation = Organisation.objects.create(name="Campus", slug="campus")
    document, image, video = make_document(), make_image(), make_video("Épisode 1")
    make_initiative(
        partners=[InitiativePartner(organisation=organisation)],
        gallery=[InitiativePicture(image=image, alt="Un lavoir")],
        documents=[InitiativeDocument(title="Relevé", document=document)],
        videos=[InitiativeVideo(video=video)],
    )
    organisation.name, image.credit, document.file_size = "Campus Esprit", "Une élue", 12

    with tracking():
        for named in (organisation, image, document):
            named.save()
    authoring.update(video, {"title": "Épisode 2"}, publish=True)

    fields = row().fields
    assert fields["partners"] == [{"organisation": "Campus Esprit", "role": ""}]
    assert fields["gallery"][0]["credit"] == "Une élue"
    assert fields["documents"][0]["size"] == 12
    assert fields["videos"][0]["title"] == "Épisode 2"
    assert_true()

    with tracking():
        for named in (organisation, image, document):
            named.delete()
    authoring.unpublish(video)

    fields = row().fields
    assert [fields[name] for name in ("gallery", "documents", "videos")] == [[], [], []]
    assert fields["partners"] == [{"organisation": "", "role": ""}]
    assert_true()


def test_related_page_is_told_from_the_day_it_is_public(site: Site):
    cycle = make_cycle("Habiter", publish=False)
    make_initiative(related_pages=[InitiativeRelatedPage(target=cycle)])
    assert row().fields["relatedItems"] == []

    authoring.publish(cycle)

    assert [item["title"] for item in row().fields["relatedItems"]] == ["Habiter"]
    assert_true()


def test_related_page_that_is_to_expire_is_not_told_of(site: Site):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    make_initiative(
        related_pages=[InitiativeRelatedPage(target=make_cycle("Habiter", expire_at=tomorrow))]
    )
    assert row().fields["relatedItems"] == []


def test_link_of_a_part_follows_its_page(site: Site):
    cycle = make_cycle("Habiter")
    link = f'<p><a linktype="page" id="{cycle.pk}">le cycle</a></p>'
    make_initiative(results=link)
    assert "/cycles/habiter" in row().document

    authoring.update(cycle, {"slug": "loger"}, publish=True)
    assert "/cycles/loger" in row().document

    authoring.unpublish(cycle)
    assert "/cycles" not in row().document
    assert "le cycle" in row().document
    assert_true()


@pytest.fixture
def cost(site: Site):
    """Return a function that counts the queries of refreshing one initiative with some rows."""

    def count(rows: int) -> int:
        organisation, image = Organisation.objects.create(name="A", slug=f"a{rows}"), make_image()
        page = make_initiative(
            f"Avec {rows}",
            partners=[InitiativePartner(organisation=organisation) for _ in range(rows)],
            calendar=[InitiativeStep(period="2024", label="Étude") for _ in range(rows)],
            gallery=[InitiativePicture(image=image, alt="Un lavoir") for _ in range(rows)],
            documents=[
                InitiativeDocument(title="Relevé", document=make_document()) for _ in range(rows)
            ],
            videos=[InitiativeVideo(video=make_video()) for _ in range(rows)],
            related_pages=[InitiativeRelatedPage(target=make_cycle()) for _ in range(rows)],
        )
        with CaptureQueriesContext(connection) as captured:
            sync.refresh([page.pk])
        return len(captured)

    return count


def test_refresh_costs_the_same_for_one_three_or_thirty_rows(cost):
    assert cost(1) == cost(3) == cost(30)
