"""The page of the directory."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Site

from cms.listing.check import differences
from cms.models import DirectoryPage, Membership, Office, Organisation
from cms.web.contents.directory import founded_text
from tests.cms import staff
from tests.cms.restapi.asking import get, get_titles
from tests.factories.cms import make_territory
from tests.factories.rows import plant
from tests.reading import text_of


@pytest.fixture
def body(site: Site) -> Organisation:
    """A member of the alliance, on the page of the directory."""
    place = make_territory("Blain", "epci", population=16432, population_year=2022)
    body = Organisation.objects.create(
        name="Pays de Blain",
        slug="blain",
        territory=place,
        about="Au nord de Nantes.",
        email="contact@blain.example.org",
    )
    Membership.objects.create(alliance=site.alliance, organisation=body)
    Office.objects.create(organisation=body, title="Présidente", holder="Une élue")
    Office.objects.create(organisation=body, kind="team", title="Cheffe de projet", share="0.8")
    plant(site.root_page, DirectoryPage(title="Annuaire"))
    return body


def read() -> str:
    html = BeautifulSoup(Client().get("/annuaire/").content, "html.parser")
    return text_of(html.find("main"))


@pytest.mark.parametrize(
    ("founded", "text"),
    [
        (None, ""),
        ("2012", "2012"),
        ("2004-04-21", "21\u00a0avril 2004"),
        ("2019-01-01", "1er\u00a0janvier 2019"),
    ],
)
def test_foundation_is_written_as_far_as_it_is_known(founded, text):
    assert founded_text(founded) == text


def test_page_shows_members_with_their_people_figures_and_address(body: Organisation) -> None:
    text = read()

    for words in (
        "1 membre, 16 432 habitants.",
        "Population 16 432 habitants (2022)",
        "Gouvernance Présidente : Une élue",
        "Équipe Cheffe de projet (0,8 ETP)",
        "Au nord de Nantes.",
        "contact@blain.example.org",
    ):
        assert words in text


def test_change_in_the_form_of_a_body_shows_at_once_wherever_it_is_told(
    body: Organisation, client: Client
) -> None:
    client.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))

    staff.edit_snippet(client, body, name="Blain Communauté", about="Une ville, quatre communes.")

    assert "Blain Communauté" in read()
    assert get("/annuaire")["members"][0]["name"] == "Blain Communauté"
    assert get_titles("/@search?SearchableText=quatre communes") == ["Annuaire"]
    assert differences() == []


def test_page_of_a_site_without_anybody_says_so(site: Site) -> None:
    site.alliance.delete()
    plant(site.root_page, DirectoryPage(title="Annuaire"))

    assert "L’annuaire n’a encore personne à présenter." in read()
