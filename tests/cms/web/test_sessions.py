"""What visitors see of sessions, on their own pages and on that of their cycle."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import SessionDocument, SessionPage, SessionSpeaker
from tests.factories.cms import make_cycle, make_session
from tests.factories.documents import make_document
from tests.reading import html_of, main_of, text_of

DAY = datetime.date(2024, 2, 15)
REGISTER = "https://inscription.example.org/"


def facts(page) -> dict[str, str]:
    """Return what « En bref » tells, by its terms."""
    return {
        text_of(fact.dt): " ".join(map(text_of, fact("dd")))
        for fact in html_of(page).find("aside", class_="facts").dl("div")
    }


def headings(page) -> list[str]:
    return [text_of(heading) for heading in main_of(page)("h2")]


def test_session_page_tells_everything_in_the_order_of_its_questions(pages):
    page = pages["session"]
    assert facts(page) == {
        "Quand": "Jeudi 15 février 2024, de 9 h 30 à 12 h",
        "Où": "Derval",
        "Territoire": "Allaire",
        "Enregistrement": "Revoir ce rendez-vous",
        "Cycle": "Habiter demain",
    }
    titles = ["En bref", "Programme", "Avec", "Compte rendu", "Ce que cela a donné", "Documents"]
    assert headings(page) == titles
    html = main_of(page)
    assert text_of(html.find("p", class_="kicker")) == "Groupe de travail"
    assert text_of(html.find("ul", class_="speakers")) == "Présidente, Redon Agglomération"
    assert [text_of(item) for item in html.find("ol", class_="programme")("li")] == [
        "9 h 30 Accueil"
    ]
    (link,) = html.find("ul", class_="documents")("a")
    assert text_of(link) == "Diaporama (PDF, 8 octets)"
    assert Client().get(link["href"]).status_code == 200


def test_session_of_which_little_is_known_shows_nothing_empty(pages):
    bare = make_session("Une idée", cycle=pages["cycle"], kind="other")
    assert headings(bare) == ["En bref"]
    assert facts(bare) == {"Cycle": "Habiter demain"}
    assert not [tag for tag in main_of(bare)(["p", "ul", "ol", "dd"]) if not text_of(tag)]


def test_speaker_is_named_first_and_programme_may_have_no_hours(pages):
    speakers = (
        SessionSpeaker(office="Présidente", organisation_name="Nozay", name="Une élue"),
        SessionSpeaker(office="Préfète"),
    )
    item = {"time": None, "title": "Visite", "detail": "Un gymnase.\n\nUne école."}
    page = make_session(cycle=pages["cycle"], speakers=speakers, programme=[("item", item)])
    html = html_of(page)
    said = [text_of(line) for line in html.find("ul", class_="speakers")("li")]
    assert said == ["Une élue , Présidente, Nozay", "Préfète"]
    assert [text_of(p) for p in html.find("ol", class_="programme")("p")] == [
        "Visite",
        "Un gymnase.",
        "Une école.",
    ]
    assert html.find(class_="programme-time") is None


def test_one_may_register_until_the_end_of_the_last_day_for_it(pages):
    page = make_session(
        cycle=pages["cycle"],
        date=DAY,
        online_url="https://salle.example.org/",
        registration_url=REGISTER,
        registration_deadline=datetime.date(2024, 2, 1),
    )
    # In Paris: an hour before midnight in Greenwich the deadline is over.
    with time_machine.travel("2024-02-01T22:30:00Z"):
        assert facts(page)["Inscription jusqu’au 1er février 2024"] == "S’inscrire"
        link = html_of(page).find("a", class_="button", string="S’inscrire")
        assert link["href"] == REGISTER
    with time_machine.travel("2024-02-01T23:30:00Z"):
        assert facts(page)["Où"] == "Suivre en ligne"
        assert REGISTER not in str(html_of(page))
    with time_machine.travel("2024-02-16T10:00:00Z"):
        assert list(facts(page)) == ["Quand", "Cycle"]


def test_document_without_a_known_size_tells_its_type(pages):
    document = make_document()
    document.file_size = None
    document.save()
    lines = (SessionDocument(title="Relevé", document=document),)
    page = make_session(cycle=pages["cycle"], documents=lines)
    assert text_of(html_of(page).find("ul", class_="documents")) == "Relevé (PDF)"


def test_preview_of_a_draft_shows_speakers_and_documents_not_yet_saved(pages):
    page = pages["session"]
    page.speakers = [SessionSpeaker(office="Maire", organisation_name="Derval")]
    page.place = "Salle des fêtes"
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "Maire, Derval" in response.rendered_content
    assert "Salle des fêtes" in response.rendered_content


@pytest.fixture
def sections(pages):
    """Return a function that reads the sections of a cycle's page: titles, by heading."""

    def read_sections(cycle) -> dict[str, list[str]]:
        lists = main_of(cycle)("ul", class_="sessions")
        return {
            text_of(found.find_parent("section").h2): [text_of(title) for title in found("h3")]
            for found in lists
        }

    return read_sections


@time_machine.travel("2024-02-15T22:59:00Z")
def test_cycle_shows_sessions_to_come_next_first_then_those_over_latest_first(sections):
    cycle = make_cycle("Se déplacer")
    for title, day in (
        ("Ancien", datetime.date(2023, 1, 9)),
        ("Sans date", None),
        ("Bientôt", datetime.date(2024, 3, 1)),
        ("Récent", datetime.date(2024, 2, 14)),
        ("Aujourd’hui", DAY),
    ):
        make_session(title, cycle=cycle, date=day)
    make_session("Commencé", cycle=cycle, date=datetime.date(2024, 2, 14), last_day=DAY)
    make_session("Brouillon", cycle=cycle, publish=False)
    make_session("Ailleurs", cycle=make_cycle("Autre"), date=DAY)

    assert sections(cycle) == {
        "Prochains rendez-vous": ["Commencé", "Aujourd’hui", "Bientôt", "Sans date"],
        "Rendez-vous passés": ["Récent", "Ancien"],
    }


def test_cycle_tells_when_and_where_and_nothing_of_what_it_does_not_know(pages):
    make_session("Sans rien", cycle=pages["cycle"])
    lines = [text_of(line) for line in main_of(pages["cycle"]).select("ul.sessions > li")]
    assert lines == [
        "Sans rien Séminaire",
        "Habiter sans bâtir Jeudi 15 février 2024, de 9 h 30 à 12 h Derval Groupe de travail",
    ]


def test_cycle_without_sessions_says_nothing_of_them(sections):
    assert sections(make_cycle("Se déplacer")) == {}


def test_card_of_a_session_tells_its_day_and_place(pages):
    html = BeautifulSoup(Client().get("/recherche/?type=Session").content, "html.parser")
    foot = html.find("p", class_="card-foot")
    assert text_of(foot) == "Jeudi 15 février 2024, de 9 h 30 à 12 h Derval"

    authoring.update(pages["session"], {"date": None, "starts": None, "ends": None}, publish=True)
    html = BeautifulSoup(Client().get("/recherche/?type=Session").content, "html.parser")
    assert text_of(html.find("p", class_="card-foot")) == "Derval"


@pytest.mark.parametrize("more", [1, 3, 30])
def test_cycle_costs_the_same_for_one_three_or_thirty(
    client, pages, django_assert_num_queries, more
):
    with tracking():
        for number in range(more):
            make_session(f"Rendez-vous {number}", cycle=pages["cycle"], date=DAY, place="Derval")
    client.get(pages["cycle"].get_url())
    with django_assert_num_queries(23):
        client.get(pages["cycle"].get_url())
    assert SessionPage.objects.count() == more + 1


@pytest.mark.parametrize("more", [1, 3, 30])
def test_session_costs_the_same_whatever_it_holds(client, pages, django_assert_num_queries, more):
    organisation, document = pages["member"].organisation, make_document()
    page = make_session(
        cycle=pages["cycle"],
        programme=[("item", {"time": None, "title": "Visite", "detail": ""})] * more,
        speakers=tuple(
            SessionSpeaker(office="Maire", organisation=organisation) for _ in range(more)
        ),
        documents=tuple(SessionDocument(title="Relevé", document=document) for _ in range(more)),
    )
    client.get(page.get_url())
    with django_assert_num_queries(22):
        client.get(page.get_url())
