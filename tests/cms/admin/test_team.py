"""The screen « Équipe »."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.domain import roles
from cms.project import addresses
from tests.factories.cms import make_member

INDEX = "/admin/equipe/"


def invite(client: Client, role: str, email: str = "Lea@example.org", **names: str):
    data = {"email": email, "role": role, **names}
    return client.post(reverse("team:invite"), data, follow=True)


def test_invited_contributor_receives_a_link_and_signs_in(site: Site, admin, mailoutbox) -> None:
    folder = make_member("Nozay")

    page = invite(admin, f"contributor:{folder.pk}", first_name="Léa", last_name="Le Goff")

    user = get_user_model().objects.get(email="Lea@example.org")
    text = page.content.decode()
    assert "Léa Le Goff\xa0: rôle «\xa0Contribution\xa0» donné." in text
    (mail,) = mailoutbox
    assert mail.to == ["Lea@example.org"]
    assert mail.subject == "Votre accès à l’administration du site"
    assert "chef vous donne le rôle « Contribution » sur le site. Écrit les pages" in mail.body
    (path,) = re.findall(r"https?://[^/\s]+(/admin/password_reset/\S+)", mail.body)
    stranger = Client()
    form = stranger.get(path, follow=True)
    choice = {"new_password1": "deux-mots-tenus", "new_password2": "deux-mots-tenus"}
    stranger.post(form.redirect_chain[-1][0], choice)
    assert stranger.login(username="lea@example.org", password="deux-mots-tenus")
    edit = reverse("wagtailadmin_pages:edit", args=[folder.pk])
    assert stranger.get(edit).status_code == 200
    assert user.groups.get().passeur_role.page == folder.page_ptr


def test_invited_colleague_keeps_the_account_and_gets_no_mail(site, admin, mailoutbox) -> None:
    known = get_user_model().objects.create_user("lea", "lea@example.org", "secret")

    invite(admin, f"editor:{site.root_page_id}")

    assert get_user_model().objects.filter(email__iexact="lea@example.org").get() == known
    assert known.check_password("secret")
    assert known.groups.get().name == "Rédaction"
    assert mailoutbox == []


def test_mail_that_cannot_leave_is_told_and_the_role_is_given(site, admin, settings, caplog):
    for name, value in addresses.mail_settings(addresses.mail("smtp://127.0.0.1:9")).items():
        setattr(settings, name, value)

    page = invite(admin, f"editor:{site.root_page_id}")

    assert "Le courriel n’est pas parti" in page.content.decode()
    assert get_user_model().objects.get(email="Lea@example.org").groups.exists()
    assert "the invitation of user" in caplog.text


@pytest.mark.parametrize("role", ["", "editor", "editor:999999", "chef:1"])
def test_role_that_is_not_offered_is_refused(site: Site, admin: Client, role: str) -> None:
    page = invite(admin, role)

    assert page.context["form"].errors["role"]
    assert not get_user_model().objects.filter(email="Lea@example.org").exists()


def test_role_is_taken_away_after_a_question(site: Site, admin: Client) -> None:
    user = get_user_model().objects.create_user("lea", "lea@example.org")
    held = roles.grant(user, roles.EDITOR, site.root_page)
    url = reverse("team:remove", args=[held.pk, user.pk])

    assert "lea n’aura plus le rôle «&nbsp;Rédaction&nbsp;»" in admin.get(url).content.decode()
    assert user.groups.exists()

    admin.post(url)
    assert not user.groups.exists()


def test_team_without_anybody_says_so(site: Site, admin: Client) -> None:
    assert "Personne n’a encore de rôle" in admin.get(INDEX).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_team_is_listed_with_the_same_queries(
    site: Site, admin: Client, django_assert_num_queries, count: int
) -> None:
    folder = make_member("Nozay")
    for number in range(count):
        user = get_user_model().objects.create_user(f"lea{number:02}", f"lea{number}@example.org")
        roles.grant(user, roles.CONTRIBUTOR, folder)
    admin.get(INDEX)

    with django_assert_num_queries(14):
        page = admin.get(INDEX)

    assert page.content.decode().count("Retirer…") == count


def test_whoever_is_no_administrator_neither_sees_nor_gives_roles(site: Site) -> None:
    user = get_user_model().objects.create_user("lea", "lea@example.org")
    held = roles.grant(user, roles.PUBLISHER, site.root_page)
    client = Client()
    client.force_login(user)

    for url in (INDEX, reverse("team:invite"), reverse("team:remove", args=[held.pk, user.pk])):
        assert client.get(url).status_code == client.post(url).status_code == 302
    assert "Équipe" not in client.get("/admin/").content.decode()
