"""The screen from which an editor sends a link to a draft."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site

from cms.listing.tracking import tracking
from cms.models import MemberFolder, StandardPage
from tests.factories.cms import make_initiative, make_member

LABEL = "Partager un aperçu"


def share(client: Client, page: Page) -> str:
    response = client.get(reverse("passeur_share_preview", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


def links(html: str) -> list[str]:
    return re.findall(r'<input type="text" readonly[^>]* value="([^"]+)"', html)


@pytest.fixture
def editor(site: Site) -> Client:
    """Return a client signed in as somebody who may edit the pages of Redon only."""
    folder = make_member("Redon Agglomération")
    group = Group.objects.create(name="Redon")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=folder.page_ptr,
        permission=Permission.objects.get(
            codename="change_page", content_type__app_label="wagtailcore"
        ),
    )
    user = get_user_model().objects.create_user("lea")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_screen_gives_a_link_that_opens_and_says_until_when(editor) -> None:
    with time_machine.travel("2026-11-23T07:45:00Z", tick=False):
        page = make_initiative("La régie", publish=False)
        html = share(editor, page)
        (link,) = links(html)
        opened = Client().get(link.removeprefix(Site.objects.get().root_url))

    assert "30\u00a0novembre 2026 à 8\u00a0h\u00a045" in html
    assert "enregistrée le <strong>23\u00a0novembre 2026 à 8\u00a0h\u00a045" in html
    assert (opened.status_code, "La régie" in opened.content.decode()) == (200, True)


def test_editor_of_a_page_finds_the_screen_from_the_editor(editor) -> None:
    page = make_initiative("La régie", publish=False)

    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert LABEL in html
    assert reverse("passeur_share_preview", args=[page.pk]) in html


def test_page_that_one_may_not_edit_is_refused(editor) -> None:
    page = make_initiative("La régie", folder=make_member("Nozay"), publish=False)

    response = editor.get(reverse("passeur_share_preview", args=[page.pk]), follow=True)

    assert links(response.content.decode()) == []
    assert response.redirect_chain[0][0] == reverse("wagtailadmin_home")


def test_stranger_is_asked_to_sign_in(site: Site) -> None:
    page = make_initiative("La régie", publish=False)

    response = Client().get(reverse("passeur_share_preview", args=[page.pk]))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


def test_page_without_any_revision_offers_no_link(admin, site: Site) -> None:
    page = StandardPage(title="Sans version", slug="sans-version")
    with tracking():
        site.root_page.add_child(instance=page)

    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert LABEL not in html


def test_front_end_has_a_link_of_its_own_where_there_is_one(admin, settings, site: Site) -> None:
    page = make_initiative("La régie", publish=False)
    settings.PASSEUR_FRONT_END_URL = "https://facade.exemple.fr"

    html = share(admin, page)
    ours, theirs = links(html)

    assert "Ces liens montrent" in html

    path = "/initiatives/redon-agglomeration/la-regie/"
    assert theirs.startswith(f"https://facade.exemple.fr{path}?preview=")
    token = theirs.partition("?preview=")[2]
    assert token in ours
    assert Client().get(f"/++api++{path}", {"preview": token}).json()["title"] == "La régie"


def test_preview_of_the_editor_leads_to_the_front_end_when_chosen(
    admin, settings, site: Site
) -> None:
    make_initiative("La régie", publish=False)
    page = MemberFolder.objects.get().get_children().get()
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert "front-end" not in dict(page.specific.preview_modes)

    settings.PASSEUR_FRONT_END_URL = "https://facade.exemple.fr"
    response = admin.get(address, {"mode": "front-end"})
    by_default = admin.get(address)

    assert "front-end" in dict(page.specific.preview_modes)
    assert response.status_code == 302
    token = response["Location"].partition("?preview=")[2]
    found = Client().get(f"/++api++{page.get_url()}", {"preview": token})
    assert found.json()["title"] == "La régie"
    assert (by_default.status_code, "La régie" in by_default.content.decode()) == (200, True)
