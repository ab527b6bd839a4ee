"""The button and the screen that duplicate a page as a model."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Site

from cms.admin.duplicate import LABEL
from cms.domain import roles
from cms.models import HomePage, InitiativePage
from tests.cms.admin.test_bulk_labels import signed_in
from tests.factories.cms import make_initiative, make_initiatives, make_member
from tests.factories.pages import make_pages

DUPLICATED = {"initiative", "cycle", "session", "resource", "programme", "news"}


def screen(page: Page) -> str:
    return reverse("passeur_duplicate", args=[page.pk])


def test_duplicate_leads_to_the_editor_of_the_copy_and_says_what_is_empty(
    site: Site, admin: Client
) -> None:
    page = make_initiative("La régie", effective=datetime.date(2024, 1, 1), results="<p>12</p>")

    soup = BeautifulSoup(admin.get(screen(page)).content, "html.parser")
    assert soup.select_one("[name=title]")["value"] == "Copie de La régie"
    left = [item.get_text() for item in soup.select("#main ul:not([class]) li")]
    assert left == ["les dates et le calendrier", "les résultats et les enseignements"]

    response = admin.post(screen(page), {"title": "Copie de La régie"}, follow=True)

    copy = InitiativePage.objects.get(title="Copie de La régie")
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    told = BeautifulSoup(response.content, "html.parser").select_one(".messages").get_text()
    assert "Sont restés vides\xa0: les dates et le calendrier, les résultats et" in told
    assert (copy.live, copy.owner.username) == (False, "chef")
    assert PageLogEntry.objects.get(page=copy.pk, action="wagtail.copy").user.username == "chef"


def test_duplicate_asks_for_a_title_and_makes_nothing_on_get(site: Site, admin: Client) -> None:
    page = make_initiative()
    count = Page.objects.count()

    admin.get(screen(page))
    response = admin.post(screen(page), {"title": " "})

    assert response.status_code == 200
    assert "Donnez un titre à la copie." in response.content.decode()
    assert Page.objects.count() == count


def test_duplicate_is_offered_for_types_that_have_a_model(site: Site, admin: Client) -> None:
    pages = make_pages(site)
    offered = {
        name
        for name, page in pages.items()
        if LABEL in admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    }

    assert offered == DUPLICATED
    assert admin.post(screen(pages["decision"]), {"title": "x"}).status_code in {302, 403}
    listing = reverse("wagtailadmin_explore", args=[pages["member"].pk])
    assert screen(pages["initiative"]) in admin.get(listing).content.decode()


@pytest.mark.parametrize("title", ["x" * 255, "L’œuvre"])
def test_title_of_any_length_is_proposed_short_enough(
    site: Site, admin: Client, title: str
) -> None:
    page = make_initiative(title, slug="page")

    soup = BeautifulSoup(admin.get(screen(page)).content, "html.parser")
    proposed = soup.select_one("[name=title]")["value"]
    admin.post(screen(page), {"title": proposed})

    assert InitiativePage.objects.filter(title=proposed).exists()


def test_contributor_duplicates_only_under_the_own_member(site: Site) -> None:
    blain, nozay = make_member("Blain"), make_member("Nozay")
    ours, theirs = make_initiative("A", folder=blain), make_initiative("B", folder=nozay)
    client = signed_in(roles.CONTRIBUTOR, blain)

    client.post(screen(ours), {"title": "Copie de A"})
    client.post(screen(theirs), {"title": "Copie de B"})

    assert blain.get_children().count() == 2
    assert nozay.get_children().count() == 1


def test_button_in_a_list_asks_the_database_nothing_more_for_more_pages(site: Site) -> None:
    client = signed_in(roles.PUBLISHER, HomePage.objects.get())
    costs = []
    for count in (1, 3, 30):
        folder = make_member(f"Membre {count}")
        make_initiatives(count, title=f"Page{count}", folder=folder)
        url = reverse("wagtailadmin_explore", args=[folder.pk])
        client.get(url)  # what is read once for the process
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).content.decode().count(LABEL) == count
        costs.append(len(captured))

    assert len(set(costs)) == 1, costs
