"""The screen on which the next meetings of a group are planned."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from cms.domain import authoring
from cms.models import SessionPage
from tests.factories.cms import make_cycle, make_session, make_territory, make_topic

LABEL = "Prévoir les prochaines réunions"
DAY = datetime.date(2024, 2, 15)
RHYTHM = {"rhythm": "month_weekday", "weeks": "2", "count": "3", "start": "2024-02-15"}


@pytest.fixture
def session(cycle) -> SessionPage:
    return make_session(
        "Groupe déchets, 15\u00a0février 2024",
        cycle=cycle,
        kind=SessionPage.Kind.WORKING_GROUP,
        summary="Le point sur la collecte.",
        date=DAY,
        last_day=DAY + datetime.timedelta(days=1),
        starts=datetime.time(9, 30),
        ends=datetime.time(12),
        place="Blain",
        topics=(make_topic("dechets"),),
        territories=(make_territory(),),
    )


def post(client: Client, page: Page, **data: str) -> HttpResponse:
    return client.post(reverse("passeur_plan_sessions", args=[page.pk]), data, follow=True)


def lines(response: HttpResponse) -> list[str]:
    html = BeautifulSoup(response.content, "html.parser")
    return [" ".join(line.get_text().split()) for line in html.select("main li, .messages li")]


def planned(cycle: Page) -> list[Any]:
    pages = SessionPage.objects.child_of(cycle).order_by("date")
    return [page.date.isoformat() for page in pages if page.date > DAY]


def test_days_are_shown_before_anything_is_made(editor, cycle, session) -> None:
    response = post(editor, session, **RHYTHM)

    assert lines(response)[-3:] == [
        "Jeudi 21 mars 2024",
        "Jeudi 18 avril 2024",
        "Jeudi 16 mai 2024",
    ]
    assert "Prévoir 3 réunions" in response.content.decode()
    assert planned(cycle) == []


def test_confirmed_meetings_are_drafts_after_the_pattern_of_the_session(
    editor, cycle, session
) -> None:
    response = post(editor, session, **RHYTHM, confirmed="1")

    assert "3\u00a0réunions prévues, en brouillon." in response.content.decode()
    assert response.redirect_chain[0][0] == reverse("wagtailadmin_explore", args=[cycle.pk])
    assert planned(cycle) == ["2024-03-21", "2024-04-18", "2024-05-16"]
    made = SessionPage.objects.get(date="2024-03-21")
    assert (made.live, made.title, made.owner) == (False, "Groupe déchets, 21\u00a0mars 2024", None)
    for name in ("kind", "place", "starts", "ends", "territories"):
        assert getattr(made, name) == getattr(session, name)
    assert list(made.topics.all()) == list(session.topics.all())
    assert made.last_day == datetime.date(2024, 3, 22)
    assert (made.summary, made.attendance.count()) == ("", 0)
    assert made.latest_revision.user.username == "sam"


def test_asked_twice_doubles_nothing_and_says_so(editor, cycle, session) -> None:
    post(editor, session, **RHYTHM, confirmed="1")

    more = RHYTHM | {"count": "4"}
    shown = post(editor, session, **more)
    again = post(editor, session, **more, confirmed="1")
    third = post(editor, session, **more, confirmed="1")

    assert [line.endswith("rien ne sera ajouté") for line in lines(shown)[-4:]] == [True] * 3 + [
        False
    ]
    assert "Prévoir 1 réunion<" in shown.content.decode()
    assert "1\u00a0réunion prévue, en brouillon. 3\u00a0jours avaient déjà la leur." in str(
        again.content.decode()
    )
    assert "4\u00a0jours avaient déjà la leur." in third.content.decode()
    assert planned(cycle) == ["2024-03-21", "2024-04-18", "2024-05-16", "2024-06-20"]


def test_meeting_of_another_kind_on_the_same_day_is_no_obstacle(editor, cycle, session) -> None:
    other = SessionPage.Kind.VISIT
    make_session("Visite", cycle=cycle, kind=other, date=datetime.date(2024, 3, 21))

    post(editor, session, **RHYTHM | {"count": "1"}, confirmed="1")

    assert planned(cycle) == ["2024-03-21", "2024-03-21"]


def test_pattern_is_the_latest_draft(editor, cycle, session) -> None:
    authoring.update(session, {"place": "Nozay"})

    post(editor, session, **RHYTHM | {"count": "1", "rhythm": "weeks"}, confirmed="1")

    assert SessionPage.objects.get(date="2024-02-29").place == "Nozay"


@time_machine.travel("2024-02-15T10:00:00Z")
def test_form_begins_at_the_day_of_the_session_or_today(editor, cycle, session) -> None:
    idea = make_session("Une idée", cycle=cycle)
    for page in (session, idea):
        html = editor.get(reverse("passeur_plan_sessions", args=[page.pk])).content.decode()
        assert 'value="2024-02-15"' in html


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"count": "13"}, "inférieure ou égale à 12"),
        ({"count": ""}, "Champ requis."),
        ({"weeks": "0"}, "supérieure ou égale à 1"),
        ({"start": "31/31/2024"}, "date valide"),
        ({"start": "9999-12-31"}, "Vérifiez l’année."),
        ({"rhythm": "daily"}, "choix valide"),
    ],
)
def test_wrong_answers_are_told_and_make_nothing(editor, cycle, session, wrong, sentence) -> None:
    response = post(editor, session, **RHYTHM | wrong, confirmed="1")

    assert sentence in BeautifulSoup(response.content, "html.parser").get_text()
    assert planned(cycle) == []


def test_session_that_is_not_yet_complete_gives_drafts_that_are_not(editor, cycle) -> None:
    idea = make_session("Une idée", cycle=cycle, kind="", publish=False)

    post(editor, idea, **RHYTHM | {"count": "1"}, confirmed="1")

    assert SessionPage.objects.get(date="2024-03-21").title == "Une idée, 21\u00a0mars 2024"


def test_editor_finds_the_screen_from_the_session_and_not_from_the_cycle(
    editor, cycle, session
) -> None:
    address = reverse("passeur_plan_sessions", args=[session.pk])

    for page, found in ((session, True), (cycle, False)):
        html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert (LABEL in html, address in html) == (found, found)


def test_session_of_another_cycle_is_refused(editor) -> None:
    elsewhere = make_session("Ailleurs", cycle=make_cycle("Autre"), date=DAY)

    response = post(editor, elsewhere, **RHYTHM, confirmed="1")

    assert response.redirect_chain[0][0] == reverse("wagtailadmin_home")
    assert SessionPage.objects.count() == 1


def test_who_may_edit_but_add_nothing_is_refused(editor, cycle, session) -> None:
    adds = Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.filter(permission=adds).delete()

    response = post(editor, session, **RHYTHM, confirmed="1")

    assert response.redirect_chain[0][0] == reverse("wagtailadmin_home")
    assert planned(cycle) == []


def test_stranger_is_asked_to_sign_in(session) -> None:
    response = Client().get(reverse("passeur_plan_sessions", args=[session.pk]))

    assert response["Location"].startswith(reverse("wagtailadmin_login"))
