"""After whatever staff do in Wagtail's admin, the listing shows exactly what the public may see."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import querydict_from_html

from cms.domain import authoring
from cms.listing import sync
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import CycleIndexPage, InitiativeIndexPage, ListingRow
from tests.cms import staff
from tests.cms.listing.truth import assert_true, rows
from tests.cms.oracle import tombstones
from tests.factories.cms import make_initiative, make_member, make_topic
from tests.factories.images import png

FOLDER = "/initiatives/redon-agglomeration"


def form_of(client: Client, url: str) -> dict[str, Any]:
    """Return what the browser would send back from Wagtail's own form, with an empty body."""
    html = client.get(url).content.decode()
    data = dict(querydict_from_html(html, form_id="page-edit-form").lists())
    return data | {"body-count": ["0"]}


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
