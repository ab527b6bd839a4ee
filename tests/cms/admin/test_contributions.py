"""Asking members for contributions, as staff do."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from cms.domain import contribution_mails, contributions
from cms.domain.contribution_draft import Answer
from cms.models import ContributionMail, ContributionRequest, InitiativePage, MemberFolder
from cms.project import addresses
from tests.factories.cms import make_cycle, make_initiative, make_member, make_topic
from tests.factories.contributions import Kind, make_proofreading, make_request

DAY = datetime.timedelta(days=1)
GIVEN = Answer("Une régie", "Des fuites.", "Deux communes.", "", "")


def sign_in(folder: MemberFolder, *permissions: str) -> Client:
    """Return a client with some permissions on the pages of one member."""
    group = Group.objects.create(name=folder.title)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in permissions:
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=folder, permission=permission)
    user = get_user_model().objects.create_user("agent", "agent@example.org", "secret")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def soup_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text_of(response: HttpResponse) -> str:
    return " ".join(soup_of(response).select_one("#main").get_text(" ").split())


def listed(client: Client, **query) -> list[str]:
    rows = soup_of(client.get(reverse("contributions:index"), query)).select("tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in rows]


def show(client: Client, asked: ContributionRequest, **data) -> HttpResponse:
    address = reverse("contributions:show", args=[asked.pk])
    return client.post(address, data, follow=True) if data else client.get(address)


def addressed(**changes) -> dict:
    deadline = timezone.localdate() + 21 * DAY
    return {
        "email": "mairie@example.org",
        "office": "Secrétariat",
        "message": "Un mot.",
        "deadline": f"{deadline:%Y-%m-%d}",
    } | changes


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
    assert "Demande : envoyé le" in text_of(response)
    assert "En attente" in text_of(response)


def test_asking_says_in_french_that_the_mail_did_not_leave(site, admin, pressed, settings) -> None:
    for name, value in addresses.mail_settings(addresses.mail("smtp://127.0.0.1:1?tls=no")).items():
        setattr(settings, name, value)
    data = addressed(folder=make_member("Nozay").pk)
    response = pressed(admin, reverse("contributions:ask"), data)
    text = text_of(response)
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
    assert "Pas encore de réponse : la page n’est pas validée." in text_of(response)
    log = PageLogEntry.objects.get(action="contribution.ask")
    assert (log.page_id, log.user.username) == (page.pk, "chef")


def test_page_of_no_member_cannot_be_sent_to_one(site, admin) -> None:
    page = make_cycle()
    address = reverse("contributions:proofread", args=[page.pk])
    assert admin.get(address).status_code == 302
    editor = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Faire relire" not in editor


def test_list_tells_where_each_request_stands_and_filters(site, admin) -> None:
    nozay, blain = make_member("Nozay"), make_member("Blain")
    late, expired, revoked, answered = (make_request(folder=nozay) for _ in range(4))
    today = timezone.localdate()
    ContributionRequest.objects.filter(pk=late.pk).update(deadline=today - DAY)
    ContributionRequest.objects.filter(pk=expired.pk).update(deadline=today - 30 * DAY)
    contributions.revoke(revoked, None)
    contributions.answer(answered, GIVEN)
    reading = make_proofreading(make_initiative("Le bac", folder=blain))
    contributions.correct(reading, "Non.")
    validated = make_proofreading(make_initiative("La gare", folder=blain))
    contributions.validate(validated, contributions.version_of(validated.page))
    make_request(folder=blain)

    states = ["En attente", "Validée", "Répondue", "Répondue", "Révoquée", "Expirée", "En retard"]
    rows = listed(admin)
    assert len(rows) == 7
    for row, state in zip(rows, states, strict=True):
        assert state in row
    assert "Corrections demandées" in rows[2]
    assert "Une régie" in rows[3]
    for state, count in (("late", 1), ("answered", 2), ("waiting", 1), ("expired", 1)):
        assert len(listed(admin, state=state)) == count
    assert len(listed(admin, kind="proofreading")) == 2
    assert len(listed(admin, folder=nozay.pk)) == 4
    assert len(listed(admin, q="Nozay")) == 4


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_for_any_number(site, admin, count: int) -> None:
    page = make_initiative("Le bac")
    for number in range(count):
        make_request() if number % 2 else make_proofreading(page)
    admin.get(reverse("contributions:index"))  # what is read once for the process

    with CaptureQueriesContext(connection) as captured:
        shown = listed(admin)

    assert len(shown) == min(count, 25)
    assert len(captured) == 15, "\n".join(query["sql"][:120] for query in captured)


def test_empty_list_says_what_to_do(site, admin) -> None:
    text = text_of(admin.get(reverse("contributions:index")))
    assert "Vous n’avez encore rien demandé." in text
    make_request()
    none = admin.get(reverse("contributions:index"), {"state": "late"})
    assert "Aucune demande ne répond à ces critères." in text_of(none)


def test_answer_is_shown_with_its_draft_and_no_way_to_change_it(site, admin) -> None:
    asked = make_request()
    page = contributions.answer(asked, GIVEN)
    response = show(admin, asked)
    assert soup_of(response).select_one(f"#main a[href='/admin/pages/{page.pk}/edit/']")
    assert "Reçue le" in text_of(response)
    assert not soup_of(response).select_one("#main form[method=post], #link-personnel")
    InitiativePage.objects.get().delete()
    assert "La page a été supprimée." in text_of(show(admin, asked))


def test_validation_tells_the_version_and_what_changed_since(site, admin) -> None:
    asked = make_proofreading()
    contributions.validate(asked, contributions.version_of(asked.page))
    assert "Page validée le" in text_of(show(admin, asked))
    assert "modifiée depuis" not in text_of(show(admin, asked))
    InitiativePage.objects.get().save_revision()
    assert "La page a été modifiée depuis cette validation." in text_of(show(admin, asked))


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
    assert "Lien renvoyé : envoyé le" in text_of(response)
    refused = pressed(admin, address, {"resend": "1", "email": "elus"})
    assert "error" in str(soup_of(refused).select_one("#main"))
    assert len(mail.outbox) == 1


def test_deadline_is_put_off_and_an_expired_link_opens_again(site, admin) -> None:
    asked = make_request()
    ContributionRequest.objects.update(deadline=timezone.localdate() - 30 * DAY)
    assert "Expirée" in text_of(show(admin, asked))
    later = timezone.localdate() + 10 * DAY
    response = show(admin, asked, extend="1", deadline=f"{later:%Y-%m-%d}")
    assert "Le nouveau délai est enregistré." in response.content.decode()
    asked.refresh_from_db()
    assert asked.deadline == later
    assert "En attente" in text_of(response)


def test_revoking_asks_first(site, admin) -> None:
    asked = make_request()
    address = reverse("contributions:revoke", args=[asked.pk])
    assert "n’ouvrira plus rien" in text_of(admin.get(address))
    asked.refresh_from_db()
    assert asked.revoked_at is None

    response = admin.post(address, follow=True)
    asked.refresh_from_db()
    assert asked.revoked_at
    assert "Révoquée" in text_of(response)
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


def test_contributor_asks_and_sees_their_own_member_only(site) -> None:
    nozay, blain = make_member("Nozay"), make_member("Blain")
    client = sign_in(nozay, "add_page", "change_page")
    theirs, other = make_request(folder=nozay), make_request(folder=blain)

    assert len(listed(client)) == 1
    assert show(client, theirs).status_code == 200
    assert show(client, other).status_code == 404
    assert client.post(reverse("contributions:revoke", args=[other.pk])).status_code == 404
    form = client.post(reverse("contributions:ask"), addressed(folder=blain.pk))
    assert list(form.context["form"].errors) == ["folder"]
    foreign = make_initiative("La gare", folder=blain)
    ours = make_initiative("Le bac", folder=nozay)
    ask = [reverse("contributions:proofread", args=[page.pk]) for page in (ours, foreign)]
    assert [client.get(address).status_code for address in ask] == [200, 302]
    assert "Contributions" in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("permissions", [("change_page",), ()])
def test_whoever_may_not_add_pages_asks_nobody(site, permissions) -> None:
    folder = make_member("Nozay")
    client = sign_in(folder, *permissions)
    asked = make_request(folder=folder)
    page = make_initiative("Le bac", folder=folder)

    assert listed(client) == []
    assert show(client, asked).status_code == 404
    for name, args in (("ask", []), ("proofread", [page.pk])):
        address = reverse(f"contributions:{name}", args=args)
        assert client.post(address, addressed(folder=folder.pk)).status_code == 302
    assert ContributionRequest.objects.count() == 1
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("contributions:index") not in home


def test_stranger_is_sent_to_sign_in(site) -> None:
    asked = make_request()
    for name, args in (("index", []), ("ask", []), ("show", [asked.pk]), ("revoke", [asked.pk])):
        response = Client().post(reverse(f"contributions:{name}", args=args), addressed())
        assert response["Location"].startswith("/admin/login/")
    asked.refresh_from_db()
    assert asked.revoked_at is None
