"""After whatever staff do in Wagtail's admin, the listing shows exactly what the public may see."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.search.models import IndexEntry
from wagtail.test.utils.form_data import querydict_from_html

from cms.domain import authoring, tick
from cms.listing import sync
from cms.listing.check import differences
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import (
    CycleIndexPage,
    Funding,
    InitiativeIndexPage,
    InitiativePage,
    ListingRow,
    Tombstone,
)
from tests.cms import staff
from tests.cms.oracle import listed_addresses, public_addresses, tombstones
from tests.factories.cms import (
    make_cycle,
    make_initiative,
    make_member,
    make_territory,
    make_topic,
)
from tests.factories.images import png

FOLDER = "/initiatives/redon-agglomeration"


def assert_true() -> None:
    """Compare the listing with the oracle, with its own check and with the search index."""
    assert listed_addresses() == public_addresses()
    assert differences() == []
    indexed = IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(ListingRow)
    ).values_list("object_id", flat=True)
    assert {int(pk) for pk in indexed} == set(listed_addresses())


def form_of(client: Client, url: str) -> dict[str, Any]:
    """Return what the browser would send back from Wagtail's own form, with an empty body."""
    html = client.get(url).content.decode()
    data = dict(querydict_from_html(html, form_id="page-edit-form").lists())
    return data | {"body-count": ["0"]}


def rows(**filters: Any) -> list[str]:
    return list(ListingRow.objects.all().public().filter(**filters).values_list("title", flat=True))


def test_admin_create_as_draft_then_publish_lists_the_page(site: Site, admin: Client) -> None:
    index = CycleIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["passeur_cms", "cyclepage", index.pk])
    data = form_of(admin, url) | {"title": "Se loger", "slug": "se-loger"}

    assert admin.post(url, data).status_code == 302
    assert rows(title="Se loger") == []
    assert_true()

    staff.edit(admin, Page.objects.get(slug="se-loger").specific)
    assert rows(path="/cycles/se-loger") == ["Se loger"]
    assert_true()


def test_admin_draft_edit_of_a_live_page_changes_nothing_public(site: Site, admin: Client) -> None:
    page = make_initiative("La régie")

    staff.edit(admin, page, publish=False, title="La régie en travaux")

    assert rows(type="Initiative") == ["La régie"]
    assert not find(Query(text="travaux"), site).exists()
    assert_true()


def test_admin_publish_is_found_at_once_with_a_queue_and_no_worker(
    site: Site, admin: Client, settings, django_capture_on_commit_callbacks
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page = make_initiative("La régie", publish=False)

    with django_capture_on_commit_callbacks(execute=True):
        staff.edit(admin, page, summary="Une chaufferie au bois.")

    assert DBTaskResult.objects.filter(status="READY").exists()  # Wagtail's own tasks wait

    assert [row.title for row in find(Query(text="chaufferies"), site)] == ["La régie"]
    assert_true()


def test_admin_unpublish_leaves_a_tombstone_and_republish_removes_it(
    site: Site, admin: Client
) -> None:
    page = make_initiative("La régie")

    staff.unpublish(admin, page)
    assert tombstones() == {f"{FOLDER}/la-regie"}
    assert_true()

    page.refresh_from_db()
    staff.edit(admin, page)
    assert tombstones() == set()
    assert_true()


def test_admin_slug_change_follows_with_all_below(site: Site, admin: Client) -> None:
    folder = make_member()
    make_initiative("La régie", folder=folder)

    staff.edit(admin, folder, slug="redon")

    assert rows(path="/initiatives/redon/la-regie") == ["La régie"]
    assert tombstones() == {FOLDER, f"{FOLDER}/la-regie"}
    assert_true()


def test_admin_slug_change_of_a_page_that_the_listing_does_not_know_follows(site: Site) -> None:
    host = site.root_page.add_child(instance=Page(title="Hôte", slug="hote", live=True))
    index = authoring.create(host, InitiativeIndexPage(title="Actions"), publish=True)
    assert rows(page_id=index.pk, path="/hote/actions") == ["Actions"]

    host.slug = "maison"
    with tracking():
        host.save()

    assert rows(page_id=index.pk, path="/maison/actions") == ["Actions"]
    assert_true()


def test_admin_swapped_slugs_are_each_at_the_other_address(site: Site, admin: Client) -> None:
    first, second = make_initiative("Une"), make_initiative("Deux")

    staff.edit(admin, first, slug="tampon")
    staff.edit(admin, second, slug="une")
    first.refresh_from_db()
    staff.edit(admin, first, slug="deux")

    assert rows(path=f"{FOLDER}/une") == ["Deux"]
    assert rows(path=f"{FOLDER}/deux") == ["Une"]
    assert tombstones() == {f"{FOLDER}/tampon"}
    assert_true()


def test_admin_move_takes_the_subtree_along(site: Site, admin: Client) -> None:
    other = make_member("Nozay")
    page = make_initiative("La régie", folder=make_member())

    staff.move(admin, page, other)

    assert rows(path="/initiatives/nozay/la-regie") == ["La régie"]
    assert rows(member="Nozay", type="Initiative") == ["La régie"]
    assert_true()


def test_admin_delete_with_descendants_buries_all(site: Site, admin: Client) -> None:
    folder = make_member()
    for title in ("Une", "Deux"):
        make_initiative(title, folder=folder)

    staff.delete(admin, folder)

    assert not Page.objects.filter(pk=folder.pk).exists()
    assert tombstones() == {FOLDER, f"{FOLDER}/une", f"{FOLDER}/deux"}
    assert_true()


def test_admin_copy_of_a_tree_kept_live_lists_the_copies(site: Site, admin: Client) -> None:
    folder = make_member()
    make_initiative("La régie", folder=folder)
    index = InitiativeIndexPage.objects.get()

    staff.copy(admin, folder, index, "copie", alias=False, live=True, title="Copie")

    assert rows(path="/initiatives/copie/la-regie") == ["La régie"]
    assert_true()


def test_admin_alias_follows_its_source(site: Site, admin: Client) -> None:
    make_member("Nozay")
    page = make_initiative("La régie", folder=make_member())
    staff.copy(admin, page, page.get_parent(), "bis", alias=True, live=True, title="x")
    alias = Page.objects.get(slug="bis")
    assert alias.alias_of_id == page.pk
    assert_true()

    staff.edit(admin, page, title="La régie agrandie")
    assert rows(page_id=alias.pk) == ["La régie agrandie"]
    assert_true()

    PageViewRestriction.objects.create(page=page, restriction_type="login")
    sync.refresh([page.pk])
    assert rows(page_id=alias.pk) == []
    assert_true()

    with tracking():
        page.delete()
    assert_true()


def test_admin_privacy_hides_the_subtree_and_gives_it_back(site: Site, admin: Client) -> None:
    folder = make_member()
    make_initiative("La régie", folder=folder)

    staff.set_privacy(admin, folder, "login")
    assert rows(path__startswith=FOLDER) == []
    assert_true()

    staff.set_privacy(admin, folder, "none")
    assert rows(path=f"{FOLDER}/la-regie") == ["La régie"]
    assert tombstones() == set()
    assert_true()


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


def test_admin_revert_to_an_old_revision_shows_the_old_words(site: Site, admin: Client) -> None:
    page = make_initiative("La régie")
    old = page.latest_revision
    authoring.update(page, {"title": "La régie agrandie"}, publish=True)

    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    data = form_of(admin, url) | {"action-publish": "1", "revision": old.pk}
    admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    assert rows(type="Initiative") == ["La régie"]
    assert_true()


def test_admin_topic_renamed_then_deleted_shows_everywhere(site: Site, admin: Client) -> None:
    topic = make_topic("eau", title="Eau")
    make_initiative("La régie", topics=(topic,))

    staff.edit_snippet(admin, topic, title="Ressource", slug="ressource", colour="bleu")
    row = find(Query(topics=["ressource"]), site).get()
    assert row.topics == [{"slug": "ressource", "title": "Ressource", "colour": "bleu"}]
    assert_true()

    staff.delete_snippet(admin, topic)
    assert rows(type="Initiative", topics=[]) == ["La régie"]
    assert_true()


def test_territory_renamed_or_moved_shows_in_rows_and_facets(site: Site) -> None:
    region, department = make_territory("X", "region"), make_territory("Y", "departement")
    commune = make_territory("Carentoir")
    make_initiative("La salle", territories=(commune,))

    for change, place in (
        (lambda: commune.parents.add(department), department),
        (lambda: region.children.add(department), region),  # two levels up, from the other end
    ):
        with tracking():
            change()
        assert [row.title for row in find(Query(territories=[place.slug]), site)] == ["La salle"]
        assert_true()

    region.slug = "bretagne"
    with tracking():
        region.save()
    assert [row.title for row in find(Query(territories=["bretagne"]), site)] == ["La salle"]

    with tracking():
        region.children.clear()
    assert not find(Query(territories=[region.slug]), site).exists()
    assert_true()


def test_organisation_and_tag_renamed_show_in_rows(site: Site) -> None:
    folder = make_member("Blain")
    page = make_initiative("La régie", folder=folder)
    authoring.update(page, {"tags": ["bois"]}, publish=True)
    folder.organisation.name = "Pays de Blain"
    tag = InitiativePage.objects.get().tags.get()
    tag.name = "filière bois"

    with tracking():
        folder.organisation.save()
        tag.save()

    row = ListingRow.objects.get(type="Initiative")
    assert (row.member, row.tags) == ("Pays de Blain", ["filière bois"])
    assert_true()


def test_admin_image_replaced_then_deleted_shows_in_rows(site: Site, admin: Client) -> None:
    image = get_image_model().objects.create(title="Une", file=png("une.png", 900, 600))
    make_initiative("La régie", image=image, image_alt="Un pont")
    assert ListingRow.objects.get(type="Initiative").image["scales"]["large"]["width"] == 800

    credit = "Transmise par Blain"
    staff.edit_image(admin, image, file=png("deux.png", 500, 500), credit=credit)
    picture = ListingRow.objects.get(type="Initiative").image
    assert (picture["width"], picture["credit"]) == (500, credit)
    assert picture["scales"]["large"]["width"] == 500
    assert_true()

    staff.delete_image(admin, image)
    assert ListingRow.objects.get(type="Initiative").image is None
    assert_true()


def test_admin_site_changes_follow(site: Site, admin: Client) -> None:
    make_initiative("La régie")
    site.hostname = "www.exemple.fr"
    staff.edit_site(admin, site, site.root_page)
    assert_true()

    index = InitiativeIndexPage.objects.get()
    staff.edit_site(admin, site, index)
    assert rows(path="/redon-agglomeration/la-regie") == ["La régie"]
    assert not ListingRow.objects.filter(path="/cycles").exists()
    assert_true()

    staff.delete_site(admin, site)
    assert not ListingRow.objects.exists()
    assert_true()


def test_admin_new_site_within_another_takes_its_pages(site: Site, admin: Client) -> None:
    make_initiative("La régie")
    index = InitiativeIndexPage.objects.get()

    staff.add_site(admin, "actions.exemple.fr", index)

    assert rows(site__hostname="actions.exemple.fr", path="/redon-agglomeration/la-regie")
    assert_true()


def test_rolled_back_change_leaves_the_listing_as_it_was(site: Site) -> None:
    page = make_initiative("La régie")

    def write_and_fail() -> None:
        with tracking():
            page.title = "Autre"
            page.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()

    assert rows(type="Initiative") == ["La régie"]
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
    with tracking():
        for number in range(count):
            page = make_initiative(
                f"Fiche {number}",
                folder=folder,
                topics=(topic,),
                territories=(territory,),
                image=image,
                image_alt="Un pont",
                contact=folder.organisation,
                publish=False,
            )
            picture = {"image": {"image": image.pk, "alt_text": "Un toit"}, "caption": ""}
            body = [{"type": "picture", "value": picture}]
            changes = {
                "tags": ["bois"],
                "body": body,
                "fundings": [Funding(funder="État", amount=10)],
            }
            authoring.update(page, changes, publish=True)
    ids = set(InitiativePage.objects.values_list("pk", flat=True))

    with CaptureQueriesContext(connection) as captured:
        sync.refresh(ids)

    # Django deletes what hangs on the rows by hundreds, hence not the very same number.
    # Wagtail reads the pictures of each body at once, but no two bodies together.
    shared = len(captured) - count
    assert 30 < shared < 50, "\n".join(q["sql"][:150] for q in captured)
    assert ListingRow.objects.filter(fields__fundings__0__funder="État").count() == count


def test_saving_a_draft_recomputes_nothing(site: Site) -> None:
    folder = make_member()
    make_initiative("La régie", folder=folder)

    with CaptureQueriesContext(connection) as captured, tracking():
        folder.title = "Autre"
        folder.save_revision()

    assert not [q for q in captured if "passeur_cms_listingrow" in q["sql"]]


def test_making_a_draft_recomputes_nothing(site: Site) -> None:
    folder = make_member()

    with CaptureQueriesContext(connection) as captured:
        make_initiative("La régie", folder=folder, topics=(make_topic("eau"),), publish=False)

    assert not [q for q in captured if "passeur_cms_listingrow" in q["sql"]]


def test_draft_published_in_the_transaction_that_made_it_is_listed(site: Site) -> None:
    with tracking():
        page = make_initiative("La régie", publish=False)
        assert rows(title="La régie") == []
        authoring.publish(page)

    assert rows(title="La régie") == ["La régie"]
    assert_true()


def test_cycle_moved_out_of_every_site_is_gone(site: Site) -> None:
    cycle = make_cycle()
    root = Page.objects.get(depth=1)

    with tracking():
        cycle.move(root, pos="last-child")

    assert rows(page_id=cycle.pk) == []
    assert Tombstone.objects.get(path="/cycles/habiter-demain").uid is not None
    assert_true()
