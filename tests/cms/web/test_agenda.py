"""What the agenda shows of the sessions of the whole site."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.test import Client

from cms.listing.tracking import tracking
from cms.models import AgendaPage, SessionPage
from tests.factories.cms import make_cycle, make_session
from tests.factories.rows import plant
from tests.reading import main_of, text_of

TODAY = "2024-02-15T22:59:00Z"  # an hour before midnight in Paris


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def agenda(site) -> AgendaPage:
    return plant(site.root_page, AgendaPage(title="Agenda"))


def sections(page: AgendaPage) -> dict[str, list[str]]:
    """Return the titles of the sessions, by the heading they stand under."""
    return {
        text_of(section.h2): [text_of(title) for title in section("h3")]
        for section in main_of(page)("section")
    }


@time_machine.travel(TODAY)
def test_sessions_to_come_stand_by_month_the_next_first_and_those_over_after_them(agenda):
    for title, first, last in (
        ("Plus tard", "2024-12-01", None),
        ("Fin février", "2024-02-28", None),
        ("Aujourd’hui", "2024-02-15", None),
        ("L’an prochain", "2025-02-03", None),
        ("Hier", "2024-02-14", None),
        ("En cours depuis janvier", "2024-01-31", "2024-02-15"),
        ("Ancien", "2022-06-01", None),
        ("Sur deux jours", "2023-02-01", "2023-02-02"),
    ):
        make_session(title, date=day(first), last_day=last and day(last))
    make_session("Ailleurs", cycle=make_cycle("Autre"), date=day("2024-03-01"))
    make_session("Sans date")
    make_session("Brouillon", date=day("2024-03-02"), publish=False)
    make_session("Entre présidents", kind="presidents", date=day("2024-03-03"))

    assert sections(agenda) == {
        "Février 2024": ["En cours depuis janvier", "Aujourd’hui", "Fin février"],
        "Mars 2024": ["Ailleurs"],
        "Décembre 2024": ["Plus tard"],
        "Février 2025": ["L’an prochain"],
        "Date à préciser": ["Sans date"],
        "Rendez-vous passés": ["Hier", "Sur deux jours", "Ancien"],
    }


@time_machine.travel(TODAY)
def test_agenda_shows_the_last_twelve_that_are_over(agenda):
    with tracking():
        for number in range(1, 14):
            make_session(f"Le {number}", date=datetime.date(2024, 1, number))

    assert sections(agenda) == {"Rendez-vous passés": [f"Le {day}" for day in range(13, 1, -1)]}


def test_agenda_without_sessions_to_come_says_so_and_leads_to_all_of_them(agenda):
    html = main_of(agenda)

    assert not html("section")
    assert text_of(html.find("p", class_="empty")) == "Aucun rendez-vous à venir."
    link = html.find("a", string="Chercher parmi tous les rendez-vous")
    assert link["href"] == "/recherche/?type=Session"


def test_agenda_is_told_to_volto_as_a_list_of_all_sessions(agenda):
    content = Client().get("/++api++/agenda").json()

    assert (content["@type"], content["is_folderish"]) == ("Agenda", False)
    (listing,) = [block for block in content["blocks"].values() if block["@type"] == "listing"]
    query = listing["querystring"]["query"]
    assert query == [
        {
            "i": "portal_type",
            "o": "plone.app.querystring.operation.selection.any",
            "v": ["Session"],
        }
    ]
    make_session("Habiter sans bâtir")
    found = Client().post(
        "/++api++/@querystring-search", {"query": query}, content_type="application/json"
    )
    assert [item["title"] for item in found.json()["items"]] == ["Habiter sans bâtir"]


@time_machine.travel(TODAY)
@pytest.mark.parametrize("more", [1, 3, 30])
def test_agenda_costs_the_same_for_one_three_or_thirty(
    client, agenda, django_assert_num_queries, more
):
    with tracking():
        for number in range(more):
            make_session(f"Passé {number}", date=day("2024-01-01"))
            make_session(f"À venir {number}", date=day("2024-03-01"))
    client.get(agenda.get_url())
    with django_assert_num_queries(13):
        client.get(agenda.get_url())
    assert SessionPage.objects.count() == 2 * more
