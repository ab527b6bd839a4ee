"""Rows are recomputed as they should be, and mended where foreign writers left them behind."""

from __future__ import annotations

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction, Site

from cms.domain import authoring, tick
from cms.listing import sync
from cms.listing.tracking import tracking
from cms.models import CycleIndexPage, Funding, InitiativePage, ListingRow, PageTag
from tests.cms import staff
from tests.cms.listing.truth import assert_true, rows
from tests.cms.oracle import tombstones
from tests.factories.cms import (
    make_initiative,
    make_initiatives,
    make_member,
    make_territory,
    make_topic,
)
from tests.factories.images import png

FOLDER = "/initiatives/redon-agglomeration"


def test_tick_publishes_and_expires_on_schedule(site: Site, admin: Client, time_machine) -> None:
    now = timezone.now()
    page = make_initiative("La régie", publish=False)
    hour = datetime.timedelta(hours=1)
    staff.edit(admin, page, go_live_at=now + hour, expire_at=now + 3 * hour)
    assert rows(type="Initiative") == []
    assert_true()

    time_machine.move_to(now + 2 * hour)
    assert tick.run() == []
    assert rows(type="Initiative") == ["La régie"]
    assert_true()

    time_machine.move_to(now + 4 * hour)
    assert rows(type="Initiative") == []  # expired, even before the next tick
    assert tick.run() == []
    assert tombstones() == {f"{FOLDER}/la-regie"}
    assert_true()


def test_tick_repairs_what_foreign_writers_did(site: Site) -> None:
    hidden, edited, gone, new = (make_initiative(title) for title in ("A", "B", "C", "D"))
    ListingRow.objects.filter(page_id=new.pk).delete()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    edited.title = "B bis"
    edited.save_revision().publish()
    gone.delete()

    assert tick.run() == []

    assert set(rows(type="Initiative")) == {"B bis", "D"}
    assert sync.stale() == set()
    assert_true()


def test_stale_page_made_live_without_publication_is_not_stale_for_ever(site: Site) -> None:
    home = site.root_page.specific
    child = home.add_child(
        instance=CycleIndexPage(title="Sans publication", slug="sans", live=True)
    )

    assert sync.stale() == {child.pk}
    sync.refresh([child.pk])
    assert sync.stale() == set()
    assert_true()


def test_listing_rebuild_makes_the_same_rows(site: Site) -> None:
    make_initiative("La régie", topics=(make_topic("eau"),), territories=(make_territory(),))
    gone = make_initiative("Passée")
    authoring.unpublish(gone)
    before = {row.pk: row.etag for row in ListingRow.objects.all()}
    ListingRow.objects.all().delete()

    call_command("listing_rebuild", verbosity=0)

    assert {row.pk: row.etag for row in ListingRow.objects.all()} == before
    assert tombstones() == {f"{FOLDER}/passee"}
    assert_true()


def test_refresh_page_takes_the_address_of_a_deleted_one_in_a_later_batch(
    site: Site, monkeypatch
) -> None:
    monkeypatch.setattr(sync, "BATCH", 1)
    taker, giver = make_initiative("Preneuse"), make_initiative("Donneuse")

    with tracking():
        giver.delete()
        taker.slug = "donneuse"
        taker.save()

    assert rows(path=f"{FOLDER}/donneuse") == ["Preneuse"]
    assert tombstones() == {f"{FOLDER}/preneuse"}
    assert_true()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_refresh_costs_one_query_a_body_with_pictures_beside_what_pages_share(
    site: Site, count: int
) -> None:
    image = get_image_model().objects.create(title="Une", file=png("une.png", 40, 30))
    folder = make_member()
    topic, territory = make_topic("eau"), make_territory(parents=[make_territory("X", "epci")])
    picture = {"image": {"image": image.pk, "alt_text": "Un toit"}, "caption": ""}
    make_initiatives(
        count,
        folder=folder,
        topics=(topic,),
        territories=(territory,),
        image=image,
        image_alt="Un pont",
        contact=folder.organisation,
        body=json.dumps([{"type": "picture", "value": picture}]),
    )
    pages = InitiativePage.objects.all()
    Funding.objects.bulk_create(Funding(page=page, funder="État", amount=10) for page in pages)
    tag = Tag.objects.create(name="bois")
    PageTag.objects.bulk_create(PageTag(content_object=page, tag=tag) for page in pages)
    ids = set(InitiativePage.objects.values_list("pk", flat=True))

    with CaptureQueriesContext(connection) as captured:
        sync.refresh(ids)

    # Django deletes what hangs on the rows by hundreds, hence not the very same number.
    # Wagtail reads the pictures of each body at once, but no two bodies together.
    shared = len(captured) - count
    assert 30 < shared < 60, "\n".join(q["sql"][:150] for q in captured)
    assert ListingRow.objects.filter(fields__fundings__0__funder="État").count() == count
