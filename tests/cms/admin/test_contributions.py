"""Asking members for contributions, as staff do."""

from __future__ import annotations

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.domain import contribution_mails, contributions
from cms.models import ContributionMail, ContributionRequest, InitiativePage
from cms.project import addresses
from tests.cms.admin.contribution_screens import (
    DAY,
    GIVEN,
    addressed,
    listed,
    show,
    soup_of,
    words_of,
)
from tests.factories.cms import make_cycle, make_initiative, make_member, make_topic
from tests.factories.contributions import Kind, make_proofreading, make_request


@pytest.fixture
def pressed(django_capture_on_commit_callbacks):
    """Post to a screen as in life, where what follows the commit is done before the answer."""

    def press(client: Client, address: str, data: dict) -> HttpResponse:
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, data)
        return client.get(response["Location"]) if response.status_code == 302 else response

    return press


def test_asking_sends_a_mail_at_once_and_shows_the_link(site, admin, pressed) -> None:
    folder, topic = make_member("Nozay"), make_topic("eau", title="Eau")
    form = soup_of(admin.get(reverse("contributions:ask")))
    in_three_weeks = timezone.localdate() + 21 * DAY
    assert form.select_one("[name=deadline]")["value"] == f"{in_three_weeks:%Y-%m-%d}"

    data = addressed(folder=folder.pk, topic=topic.pk)
    response = pressed(admin, reverse("contributions:ask"), data)

    asked = ContributionRequest.objects.get()
    assert (asked.kind, asked.folder, asked.topic) == (Kind.INITIATIVE, folder, topic)
    assert asked.created_by.username == "chef"
    assert [each.to for each in mail.outbox] == [["mairie@example.org"]]
    link = contribution_mails.link_of(asked)
    assert soup_of(response).select_one("#link-personnel")["value"] == link
    assert "Demande : envoyé le" in words_of(response)
    assert "En attente" in words_of(response)


def test_asking_says_in_french_that_the_mail_did_not_leave(site, admin, pressed, settings) -> None:
    for name, value in addresses.mail_settings(addresses.mail("smtp://127.0.0.1:1?tls=no")).items():
        setattr(settings, name, value)
    data = addressed(folder=make_member("Nozay").pk)
    response = pressed(admin, reverse("contributions:ask"), data)
    text = words_of(response)
    assert "Demande : à envoyer. Le serveur de courrier ne peut être joint." in text
    assert "Prochain essai le" in text
    assert soup_of(response).select_one("#link-personnel")
    assert "Courriel à voir" in listed(admin)[0]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "mairie"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"office": ""}, "office"),
        ({"deadline": "2020-01-01"}, "deadline"),
        ({"deadline": "2999-01-01"}, "deadline"),
        ({"deadline": "demain"}, "deadline"),
        ({"folder": "0"}, "folder"),
        ({"message": "x" * 2001}, "message"),
    ],
)
def test_asking_with_bad_values_is_refused_beside_the_field(site, admin, changes, field) -> None:
    data = addressed(folder=make_member("Nozay").pk) | changes
    response = admin.post(reverse("contributions:ask"), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not ContributionRequest.objects.exists()


def test_page_menu_leads_to_asking_for_a_reading(site, admin, pressed) -> None:
    page = make_initiative("Le bac", publish=False)
    address = reverse("contributions:proofread", args=[page.pk])
    editor = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert soup_of(editor).select_one(f"a[href='{address}']").get_text(strip=True) == "Faire relire"
    assert "Faire relire «\u00a0Le bac\u00a0»" in admin.get(address).content.decode()

    response = pressed(admin, address, addressed())

    asked = ContributionRequest.objects.get()
    assert (asked.kind, asked.page_id, asked.folder_id) == (
        Kind.PROOFREADING,
        page.pk,
        page.get_parent().pk,
    )
    assert f"/relire/{asked.token}/" in mail.outbox[0].body
    assert "Pas encore de réponse : la page n’est pas validée." in words_of(response)
    log = PageLogEntry.objects.get(action="contribution.ask")
    assert (log.page_id, log.user.username) == (page.pk, "chef")


def test_page_of_no_member_cannot_be_sent_to_one(site, admin) -> None:
    page = make_cycle()
    address = reverse("contributions:proofread", args=[page.pk])
    assert admin.get(address).status_code == 302
    editor = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Faire relire" not in editor


def test_answer_is_shown_with_its_draft_and_no_way_to_change_it(site, admin) -> None:
    asked = make_request()
    page = contributions.answer(asked, GIVEN)
    response = show(admin, asked)
    assert soup_of(response).select_one(f"#main a[href='/admin/pages/{page.pk}/edit/']")
    assert "Reçue le" in words_of(response)
    assert not soup_of(response).select_one("#main form[method=post], #link-personnel")
    InitiativePage.objects.get().delete()
    assert "La page a été supprimée." in words_of(show(admin, asked))


def test_validation_tells_the_version_and_what_changed_since(site, admin) -> None:
    asked = make_proofreading()
    contributions.validate(asked, contributions.version_of(asked.page))
    assert "Page validée le" in words_of(show(admin, asked))
    assert "modifiée depuis" not in words_of(show(admin, asked))
    InitiativePage.objects.get().save_revision()
    assert "La page a été modifiée depuis cette validation." in words_of(show(admin, asked))


def test_correction_is_shown_as_words(site, admin) -> None:
    asked = make_proofreading()
    contributions.correct(asked, "<script>alert(1)</script>\nNon.")
    quote = soup_of(show(admin, asked)).blockquote
    assert quote.get_text().strip().startswith("<script>alert(1)</script>")
    assert not quote.script


def test_link_is_sent_again_to_another_address(site, admin, pressed) -> None:
    asked = make_request()
    ContributionMail.objects.update(state="sent")
    address = reverse("contributions:show", args=[asked.pk])
    response = pressed(admin, address, {"resend": "1", "email": "elus@example.org"})
    assert [each.to for each in mail.outbox] == [["elus@example.org"]]
    assert "Lien renvoyé : envoyé le" in words_of(response)
    refused = pressed(admin, address, {"resend": "1", "email": "elus"})
    assert "error" in str(soup_of(refused).select_one("#main"))
    assert len(mail.outbox) == 1


def test_deadline_is_put_off_and_an_expired_link_opens_again(site, admin) -> None:
    asked = make_request()
    ContributionRequest.objects.update(deadline=timezone.localdate() - 30 * DAY)
    assert "Expirée" in words_of(show(admin, asked))
    later = timezone.localdate() + 10 * DAY
    response = show(admin, asked, extend="1", deadline=f"{later:%Y-%m-%d}")
    assert "Le nouveau délai est enregistré." in response.content.decode()
    asked.refresh_from_db()
    assert asked.deadline == later
    assert "En attente" in words_of(response)


def test_revoking_asks_first(site, admin) -> None:
    asked = make_request()
    address = reverse("contributions:revoke", args=[asked.pk])
    assert "n’ouvrira plus rien" in words_of(admin.get(address))
    asked.refresh_from_db()
    assert asked.revoked_at is None

    response = admin.post(address, follow=True)
    asked.refresh_from_db()
    assert asked.revoked_at
    assert "Révoquée" in words_of(response)
    assert PageLogEntry.objects.get(action="contribution.revoke").user.username == "chef"


@pytest.mark.parametrize("action", ["resend", "extend", "revoke"])
def test_what_comes_after_the_answer_is_told_to_be_too_late(site, admin, action: str) -> None:
    asked = make_request()
    contributions.answer(asked, GIVEN)
    if action == "revoke":
        response = admin.post(reverse("contributions:revoke", args=[asked.pk]), follow=True)
    else:
        response = show(admin, asked, **addressed(), **{action: "1"})
    assert "Trop tard" in response.content.decode()
    asked.refresh_from_db()
    assert asked.revoked_at is None


def test_stranger_is_sent_to_sign_in(site) -> None:
    asked = make_request()
    for name, args in (("index", []), ("ask", []), ("show", [asked.pk]), ("revoke", [asked.pk])):
        response = Client().post(reverse(f"contributions:{name}", args=args), addressed())
        assert response["Location"].startswith("/admin/login/")
    asked.refresh_from_db()
    assert asked.revoked_at is None
