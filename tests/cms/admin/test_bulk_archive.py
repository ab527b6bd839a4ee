"""Pages archived at once."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Site

from cms.domain import roles
from cms.models import HomePage, ListingRow
from cms.models.state import State, state_of
from tests.cms.admin.test_bulk_labels import address, asked, signed_in
from tests.factories.cms import make_cycle, make_initiative, make_member, make_session


def archive(client: Client, pages: list[Page], **data: str) -> str:
    """Archive pages and return the next screen."""
    response = client.post(address("unpublish", pages), data, follow=True)
    return response.content.decode().replace("\xa0", " ")


def test_archived_pages_leave_the_site_and_the_log_says_who(site: Site, admin: Client) -> None:
    pages = [make_initiative("A"), make_initiative("B")]

    html = archive(admin, pages)

    assert "2 pages sont archivées." in html
    for page in pages:
        page.refresh_from_db()
        assert state_of(page) == State.ARCHIVED
        assert not ListingRow.objects.filter(page=page).exists()
        entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.unpublish")
        assert entry.user.username == "chef"


def test_draft_and_locked_page_are_named_and_left(site: Site, admin: Client) -> None:
    draft, locked = make_initiative("Brouillon", publish=False), make_initiative("Verrouillée")
    Page.objects.filter(pk=locked.pk).update(locked=True)
    fine = make_initiative("Libre")

    pages = [draft, locked, fine]
    text = asked(admin, "unpublish", pages)
    html = archive(admin, pages)

    assert "« Brouillon » n’est pas en ligne." in text
    assert "« Verrouillée » est verrouillée." in text
    assert "Archiver cette page" in text
    assert "1 page est archivée." in html
    assert list(Page.objects.filter(pk__in=[locked.pk, fine.pk], live=True)) == [locked.page_ptr]


def test_pages_below_are_archived_only_if_asked(site: Site, admin: Client) -> None:
    cycle = make_cycle()
    session = make_session(cycle=cycle)

    archive(admin, [cycle])
    session.refresh_from_db()
    assert session.live

    cycle.refresh_from_db()
    cycle.get_latest_revision().publish()
    assert "2 pages sont archivées." in archive(admin, [cycle], include_descendants="on")
    session.refresh_from_db()
    assert not session.live


def test_who_may_not_publish_archives_nothing(site: Site) -> None:
    folder = make_member("Blain")
    page = make_initiative("La nôtre", folder=folder)
    for role, place in ((roles.CONTRIBUTOR, folder), (roles.EDITOR, HomePage.objects.get())):
        client = signed_in(role, place)
        assert "vous n’avez pas l’autorisation de l’archiver" in asked(client, "unpublish", [page])
        archive(client, [page])

    page.refresh_from_db()
    assert page.live


def test_explorer_offers_our_actions_and_archive_in_place_of_unpublish(
    site: Site, admin: Client
) -> None:
    page = make_initiative()

    html = admin.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()

    for name in ("topics", "territories", "unpublish"):
        assert f"/bulk/wagtailcore/page/{name}/" in html
    assert "Archiver" in html
    assert "Dépublier les pages" not in html
