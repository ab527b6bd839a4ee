"""The screen « Premiers pas »."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Site

from tests.factories.cms import make_initiative, make_topic

URL = "/admin/premiers-pas/"


def steps(client: Client) -> dict[str, str]:
    """Return whether each step is done, as it is read."""
    soup = BeautifulSoup(client.get(URL).content, "html.parser")
    return {
        item.strong.get_text(): "fait" if "(fait)" in item.get_text() else "à faire"
        for item in soup.select("main ol li")
        if item.strong
    }


def test_steps_of_a_new_site_are_all_to_do(site: Site, admin: Client) -> None:
    assert steps(admin) == {
        "Votre alliance": "à faire",
        "Vos thématiques": "à faire",
        "Votre page d’accueil": "à faire",
        "Votre première initiative": "à faire",
        "Votre équipe": "à faire",
        "Votre lettre": "à faire",
    }
    assert "Il reste 6 étapes." in admin.get(URL).content.decode()


def test_step_is_done_once_its_content_is_there(site: Site, admin: Client) -> None:
    make_initiative(topics=(make_topic(),))  # with a member
    get_user_model().objects.create_user("lea")

    done = [title for title, state in steps(admin).items() if state == "fait"]

    assert done == [
        "Votre alliance",
        "Vos thématiques",
        "Votre première initiative",
        "Votre équipe",
    ]
    assert "Il reste 2 étapes." in admin.get(URL).content.decode()


def test_each_step_leads_to_a_screen(site: Site, admin: Client) -> None:
    soup = BeautifulSoup(admin.get(URL).content, "html.parser")

    links = [item.a["href"] for item in soup.select("main ol li") if item.strong]
    assert {admin.get(link, follow=True).status_code for link in links} == {200}


def test_lines_for_the_it_department_name_this_site(site: Site, admin: Client, settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Passeur d’idées <lettre@alliance.example>"
    site.hostname = "www.alliance.example"
    site.save()

    text = BeautifulSoup(admin.get(URL).content, "html.parser").find(id="lignes").get_text()

    assert "Faire pointer www.alliance.example vers" in text
    assert "au nom de lettre@alliance.example" in text
    assert '_dmarc.alliance.example.  TXT  "v=DMARC1; p=none"' in text
    assert "manage.py tick" in text


def test_whoever_is_no_administrator_is_refused(site: Site, client: Client) -> None:
    user = get_user_model().objects.create_user("lea")
    client.force_login(user)

    assert client.get(URL).status_code == 302
