"""The vivier as staff use it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site

from cms.domain import triage
from cms.listing.tracking import tracking
from cms.models import MemberFolder, Provenance, Triage
from tests.factories.cms import make_initiative, make_member, make_topic

STATE = Triage.State


def make_waiting(title: str = "La régie", **fields) -> Triage:
    page = make_initiative(title, publish=False, **fields)
    Provenance.objects.create(
        page=page,
        source_name="Fonds vert 2023",
        source_url="https://data.example.org/fonds-vert",
        original_url="https://data.example.org/fonds-vert/42",
        external_id="42",
        licence="Licence Ouverte 2.0",
        licence_url="https://www.etalab.gouv.fr/licence-ouverte",
    )
    triage.put_in_vivier(page)
    return page.triage


def titles(client: Client, **query) -> list[str]:
    soup = BeautifulSoup(client.get(reverse("vivier:index"), query).content, "html.parser")
    return [cell.get_text(strip=True) for cell in soup.select("td.title .title-wrapper a")]


def decide(client: Client, **data) -> BeautifulSoup:
    response = client.post(reverse("vivier:decide"), data, follow=True)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def message(soup: BeautifulSoup) -> str:
    return soup.select_one(".messages").get_text(" ", strip=True)


def states() -> dict[str, str]:
    return {line.page.title: line.state for line in Triage.objects.select_related("page")}


def sign_in_contributor(folder: MemberFolder) -> Client:
    """Return a client that may edit pages of one member only."""
    group = Group.objects.create(name=folder.title)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(
        codename="change_page", content_type__app_label="wagtailcore"
    )
    GroupPagePermission.objects.create(group=group, page=folder, permission=permission)
    user = get_user_model().objects.create_user("agent", "agent@example.org", "secret")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_vivier_shows_what_waits_with_member_source_and_topics(site: Site, admin: Client) -> None:
    folder = make_member("Blain")
    make_waiting("La régie", folder=folder, topics=(make_topic("eau", title="Eau"),))
    kept = make_waiting("Retenue")
    triage.keep(kept.page)

    html = admin.get(reverse("vivier:index")).content.decode()

    assert titles(admin) == ["La régie"]
    for text in ("Blain", "Fonds vert 2023", "Eau", "Retenir", "Écarter…"):
        assert text in html


def test_vivier_filters_by_member_topic_and_words(site: Site, admin: Client) -> None:
    blain, nozay = make_member("Blain"), make_member("Nozay")
    water = make_topic("eau")
    make_waiting("La régie", folder=blain, topics=(water,))
    make_waiting("Le marché", folder=nozay)

    assert titles(admin, member=blain.pk) == ["La régie"]
    assert titles(admin, topic=water.pk) == ["La régie"]
    assert titles(admin, q="march") == ["Le marché"]
    assert titles(admin, member=nozay.pk, topic=water.pk) == []


def test_vivier_keep_makes_an_ordinary_draft(site: Site, admin: Client) -> None:
    line, other = make_waiting("La régie"), make_waiting("Le marché")

    soup = decide(admin, keep=line.pk, ids=[other.pk])

    assert states() == {"La régie": STATE.KEPT, "Le marché": STATE.WAITING}
    assert "1 fiche retenue, parmi les brouillons." in message(soup)
    line.refresh_from_db()
    assert line.decided_by.username == "chef"
    assert not Page.objects.get(pk=line.page_id).live


def test_vivier_set_aside_asks_first_and_leaves_the_page(site: Site, admin: Client) -> None:
    line = make_waiting("La régie")

    question = decide(admin, set_aside=line.pk)
    assert states() == {"La régie": STATE.WAITING}
    assert "Cette fiche sera écartée" in question.get_text()

    form = question.select_one("#main form[action$='/decision/']")
    data = {field["name"]: field.get("value", "") for field in form.select("input")}
    button = form.select_one("button")
    soup = decide(admin, **data, **{button["name"]: button["value"]})

    assert states() == {"La régie": STATE.SET_ASIDE}
    assert "1 fiche écartée, et plus jamais proposée." in message(soup)
    assert Page.objects.filter(pk=line.page_id).exists()


def test_vivier_decides_for_several_at_once(site: Site, admin: Client) -> None:
    lines = [make_waiting(title) for title in ("A", "B", "C", "D")]

    kept = decide(admin, keep="selected", ids=[lines[0].pk, lines[1].pk])
    question = decide(admin, set_aside="selected", ids=[lines[2].pk, lines[3].pk])
    aside = decide(admin, set_aside="selected", ids=[lines[2].pk, lines[3].pk], confirmed="1")

    assert "2 fiches retenues, parmi les brouillons." in message(kept)
    assert "Écarter ces 2 fiches" in question.get_text()
    assert "2 fiches écartées, et plus jamais proposées." in message(aside)
    assert states() == {
        "A": STATE.KEPT,
        "B": STATE.KEPT,
        "C": STATE.SET_ASIDE,
        "D": STATE.SET_ASIDE,
    }


@pytest.mark.parametrize("data", [{}, {"keep": "selected"}, {"keep": "x"}, {"set_aside": "99"}])
def test_vivier_nothing_chosen_says_so(site: Site, admin: Client, data: dict) -> None:
    make_waiting()

    assert "Aucune fiche n’est choisie" in message(decide(admin, **data))
    assert states() == {"La régie": STATE.WAITING}


def test_vivier_decided_by_a_colleague_meanwhile_stays_decided(site: Site, admin: Client) -> None:
    line = make_waiting()
    triage.set_aside(line.page)

    decide(admin, keep=line.pk)

    assert states() == {"La régie": STATE.SET_ASIDE}


def test_vivier_get_changes_nothing(site: Site, admin: Client) -> None:
    line = make_waiting()

    assert admin.get(reverse("vivier:decide"), {"keep": line.pk}).status_code == 405
    assert states() == {"La régie": STATE.WAITING}


def test_vivier_shows_a_contributor_only_what_they_may_edit(site: Site) -> None:
    blain, nozay = make_member("Blain"), make_member("Nozay")
    theirs, other = make_waiting("La régie", folder=blain), make_waiting("Le marché", folder=nozay)
    client = sign_in_contributor(blain)

    assert titles(client) == ["La régie"]
    decide(client, keep="selected", ids=[theirs.pk, other.pk])
    assert states() == {"La régie": STATE.KEPT, "Le marché": STATE.WAITING}


def test_vivier_leads_to_the_bulk_actions_with_what_is_ticked_and_may_be_edited(
    site: Site,
) -> None:
    blain, nozay = make_member("Blain"), make_member("Nozay")
    theirs, other = make_waiting("La régie", folder=blain), make_waiting("Le marché", folder=nozay)
    client = sign_in_contributor(blain)

    for action in ("topics", "territories", "unpublish"):
        response = client.post(
            reverse("vivier:decide"), {"bulk": action, "ids": [theirs.pk, other.pk]}
        )
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        assert response["Location"] == f"{address}?id={theirs.page_id}&next=%2Fadmin%2Fvivier%2F"
        assert client.get(response["Location"]).status_code == 200
    for action in ("delete", "x"):
        response = client.post(reverse("vivier:decide"), {"bulk": action, "ids": [theirs.pk]})
        assert response.status_code == 404
    assert "Aucune fiche n’est choisie" in message(decide(client, bulk="topics"))


def test_vivier_topic_given_to_two_fiches_leaves_them_in_the_vivier(
    site: Site, admin: Client
) -> None:
    water = make_topic("eau", title="Eau")
    lines = [make_waiting("A"), make_waiting("B"), make_waiting("C")]
    ticked = {"bulk": "topics", "ids": [lines[0].pk, lines[1].pk]}
    address = admin.post(reverse("vivier:decide"), ticked)["Location"]

    response = admin.post(address, {"how": "add", "chosen": [water.pk]}, follow=True)

    assert "2\xa0brouillons sont à jour." in response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("vivier:index")
    assert titles(admin, topic=water.pk) == ["A", "B"]
    assert set(states().values()) == {STATE.WAITING}


def test_vivier_stranger_is_sent_to_sign_in(site: Site) -> None:
    line = make_waiting()

    for response in (
        Client().get(reverse("vivier:index")),
        Client().post(reverse("vivier:decide"), {"keep": line.pk}),
    ):
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")
    assert states() == {"La régie": STATE.WAITING}


def test_vivier_menu_says_how_many_wait(site: Site, admin: Client) -> None:
    home = reverse("wagtailadmin_home")
    assert "Vivier (" not in admin.get(home).content.decode()

    make_waiting()

    assert "Vivier (1)" in admin.get(home).content.decode()


def test_vivier_empty_says_so(site: Site, admin: Client) -> None:
    assert "Le vivier est vide" in admin.get(reverse("vivier:index")).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_vivier_costs_the_same_for_any_number(site: Site, admin: Client, count: int) -> None:
    folder, topic = make_member(), make_topic("eau")
    with tracking():
        for number in range(count):
            make_waiting(f"Fiche {number}", folder=folder, topics=(topic,))
    admin.get(reverse("vivier:index"))  # what is read once for the process

    with CaptureQueriesContext(connection) as captured:
        shown = titles(admin)

    assert len(shown) == min(count, 25)
    assert len(captured) == 18, "\n".join(query["sql"][:120] for query in captured)


def test_editor_of_an_imported_page_tells_where_it_comes_from(site: Site, admin: Client) -> None:
    line = make_waiting()
    written_here = make_initiative("Écrite ici", publish=False)

    html = admin.get(reverse("wagtailadmin_pages:edit", args=[line.page_id])).content.decode()
    other = admin.get(reverse("wagtailadmin_pages:edit", args=[written_here.pk])).content.decode()

    panel = BeautifulSoup(html, "html.parser").select_one(
        ".help-block:-soup-contains('Origine de')"
    )
    text = " ".join(panel.get_text(" ", strip=True).split())
    assert "Origine de cette fiche : Fonds vert 2023 (référence 42)." in text
    assert "Licence : Licence Ouverte 2.0" in text
    assert "Elle attend dans le vivier" in text
    assert panel.select_one("a[href='https://data.example.org/fonds-vert/42']")
    assert "Origine de cette fiche" not in other
