"""The dashboard: what waits, for whom, and where each line leads."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Site

from cms.domain import roles, triage
from cms.models import InitiativePage, Reminder, SessionPage
from tests.factories.cms import (
    make_cycle,
    make_initiative,
    make_initiatives,
    make_member,
    make_session,
    make_territory,
    make_topic,
)
from tests.factories.images import make_image

HOME = "/admin/"
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False):
        yield


def sections(client: Client) -> dict[str, list[tuple[str, str]]]:
    """Return the lines of each section, as they are read, and their addresses."""
    soup = BeautifulSoup(client.get(HOME).content, "html.parser")
    return {
        section.h3.get_text(strip=True): [
            (" ".join(item.get_text().split()), item.a["href"]) for item in section.select("li")
        ]
        for section in soup.select("section section[aria-labelledby^=a-faire]")
    }


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def explore(page: Page) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk])


def complete(title: str = "Complète", **fields) -> InitiativePage:
    """Return an initiative that lacks nothing."""
    values = {"topics": (make_topic(),), "territories": (make_territory(),)}
    return make_initiative(title, **(values | fields))


def aged(page: Page, days: int) -> Page:
    when = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC) - datetime.timedelta(days=days)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=when)
    return page


def test_nothing_to_do_is_said(site: Site, admin: Client) -> None:
    complete(folder=make_member())

    assert sections(admin) == {}
    assert "Rien ne vous attend." in admin.get(HOME).content.decode()


def test_page_that_lacks_something_leads_to_its_form(site: Site, admin: Client) -> None:
    topic, place = (make_topic(),), (make_territory(),)
    lonely = make_initiative("Sans rien", summary="")
    make_initiative("Sans lieu", topics=topic)
    image = make_image(licence="")
    pictured = complete("Illustrée", image=image, image_alt="")
    make_initiative("Encore brouillon", publish=False, territories=place)

    found = sections(admin)

    assert found["Sans thématique (1)"] == [("Sans rien : initiative", edit(lonely))]
    assert [text for text, _ in found["Sans territoire (2)"]] == [
        "Sans lieu : initiative",
        "Sans rien : initiative",
    ]
    assert found["Sans résumé (1)"] == [("Sans rien : initiative", edit(lonely))]
    assert found["Image sans texte de remplacement (1)"] == [
        ("Illustrée : initiative", edit(pictured))
    ]
    assert found["Images en ligne sans droits (1)"] == [
        ("Le lavoir : sans licence", reverse("wagtailimages:edit", args=[image.pk]))
    ]


def test_image_that_shows_people_to_ask_is_told_until_it_is_settled(site, admin) -> None:
    image = make_image(licence="CC BY 4.0", people="unknown")
    complete(image=image, image_alt="Deux élues")

    assert sections(admin)["Images en ligne sans droits (1)"][0][0] == (
        "Le lavoir : autorisation à demander"
    )

    image.people = "authorised"
    image.save()
    assert "Images en ligne sans droits (1)" not in sections(admin)


def test_image_that_no_page_online_shows_is_left_alone(site: Site, admin: Client) -> None:
    make_image(licence="")
    complete(publish=False, image=make_image(licence=""), image_alt="Un lavoir")

    assert "Images en ligne sans droits" not in admin.get(HOME).content.decode()


def test_draft_that_nobody_touches_for_a_month_is_told_oldest_first(site, admin) -> None:
    folder = make_member()
    old = aged(make_initiative("Vieux", publish=False, folder=folder), 45)
    aged(make_initiative("Limite", publish=False, folder=folder), 30)
    aged(make_initiative("Récent", publish=False, folder=folder), 29)
    triage.put_in_vivier(aged(make_initiative("Au vivier", publish=False, folder=folder), 90))
    archived = complete("Archivée", folder=folder)
    archived.unpublish()
    aged(archived, 90)

    lines = sections(admin)["Brouillons qui attendent (2)"]

    assert lines[0] == ("Vieux : plus touché depuis le 9 octobre 2026", edit(old))
    assert lines[1][0].startswith("Limite")


def test_reminder_that_is_due_is_told_with_its_note(site: Site, admin: Client) -> None:
    page = complete()
    for days, note in ((-1, "Ajouter le coût"), (0, ""), (1, "Plus tard")):
        due = TODAY + datetime.timedelta(days=days)
        page.reminders.add(Reminder(due=due, note=note))
    page.save_revision()

    assert sections(admin)["Rappels (2)"] == [
        ("Complète : Ajouter le coût, depuis le 22 novembre 2026", edit(page)),
        ("Complète : aujourd’hui", edit(page)),
    ]


def test_session_to_come_without_programme_is_told(site: Site, admin: Client) -> None:
    cycle = make_cycle(topics=(make_topic(),), summary="Un cycle.")
    day = TODAY + datetime.timedelta(days=12)
    fields = {"cycle": cycle, "summary": "Une journée.", "topics": (make_topic(),)}
    bare = make_session("Nue", date=day, **fields)
    make_session("Passée", date=TODAY - datetime.timedelta(days=1), **fields)
    make_session("Lointaine", date=TODAY + datetime.timedelta(days=61), **fields)
    programme = [("item", {"time": None, "title": "Accueil", "detail": ""})]
    make_session("Écrite", date=day, programme=programme, **fields)

    assert sections(admin)["Rendez-vous sans programme (1)"] == [
        ("Nue : samedi 5 décembre 2026", edit(bare))
    ]
    assert SessionPage.objects.count() == 4


def test_member_long_not_shown_is_told_with_since_when(site: Site, admin: Client) -> None:
    silent, never, seen = make_member("Nozay"), make_member("Blain"), make_member("Redon")
    complete("Ancienne", folder=silent, effective=datetime.date(2025, 1, 31))
    complete("Récente", folder=seen, effective=datetime.date(2026, 3, 1))

    assert sections(admin)["Membres qu’on ne voit plus (2)"] == [
        ("Blain : rien encore", reverse("wagtailadmin_explore", args=[never.pk])),
        (
            "Nozay : rien depuis le 31 janvier 2025",
            reverse("wagtailadmin_explore", args=[silent.pk]),
        ),
    ]


def test_review_tells_who_asks_and_for_which_day_and_that_it_is_late(site, admin) -> None:
    lea = get_user_model().objects.create_user("lea", first_name="Léa", last_name="Le Goff")
    folder = make_member("Nozay")
    roles.grant(lea, roles.CONTRIBUTOR, folder)
    page = complete("La régie", publish=False, folder=folder)
    page.save_revision()
    page.get_workflow().start(page, lea)
    aged(page, 90)

    assert not [title for title in sections(admin) if title.startswith("Brouillons")]
    assert sections(admin)["À relire (1)"] == [
        ("La régie : demandée par Léa Le Goff, pour le lundi 30 novembre 2026", edit(page))
    ]

    with time_machine.travel("2026-12-01 10:00:00+01:00"):
        assert sections(admin)["À relire (1)"][0][0].endswith("2026, en retard")


def test_contributor_sees_only_what_lies_under_the_own_member(site: Site) -> None:
    ours = make_member("Nozay")
    make_initiative("La nôtre", folder=ours)
    make_initiative("La leur", folder=make_member("Blain"))
    lea = get_user_model().objects.create_user("lea")
    roles.grant(lea, roles.CONTRIBUTOR, ours)
    client = Client()
    client.force_login(lea)

    page = client.get(HOME).content.decode()

    assert "La nôtre" in page
    assert "La leur" not in page
    assert "Blain" not in page


def test_contributor_is_told_of_images_in_the_own_collection_alone(site: Site) -> None:
    folder = make_member("Nozay")
    lea = get_user_model().objects.create_user("lea")
    held = roles.grant(lea, roles.CONTRIBUTOR, folder)
    files = held.group.collection_permissions.first().collection
    ours = make_image("La nôtre", licence="", collection=files)
    for image in (ours, make_image("La commune", licence="")):
        complete(folder=folder, image=image, image_alt="Un lavoir")
    client = Client()
    client.force_login(lea)

    assert sections(client)["Images en ligne sans droits (1)"] == [
        ("La nôtre : sans licence", reverse("wagtailimages:edit", args=[ours.pk]))
    ]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_dashboard_takes_the_same_queries_for_few_or_many(
    site: Site, admin: Client, count: int
) -> None:
    make_initiatives(count, summary="")
    make_member("Nozay")
    admin.get(HOME)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = admin.get(HOME).content.decode()

    assert f"Sans thématique ({count})" in page
    assert ("Tout voir" in page) == (count > 5)
    assert len(queries) == 42


def test_whole_section_is_shown_page_by_page(site: Site, admin: Client) -> None:
    make_initiatives(51)
    url = reverse("passeur_todo", args=["sans-thematique"])

    first, second = admin.get(url).content.decode(), admin.get(url, {"p": 2}).content.decode()

    assert first.count(": initiative") == 50
    assert second.count(": initiative") == 1
    assert admin.get(reverse("passeur_todo", args=["inconnue"])).status_code == 404


def test_whole_section_that_is_empty_says_so(site: Site, admin: Client) -> None:
    page = admin.get(reverse("passeur_todo", args=["brouillons"])).content.decode()

    assert "Rien ne vous attend ici." in page
