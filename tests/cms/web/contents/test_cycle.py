"""The page of a cycle, but for its meetings (`test_sessions.py`)."""

from __future__ import annotations

import datetime

import pytest
from wagtail.models import Site

from cms.models import (
    CycleDeliverable,
    CycleLead,
    CyclePartner,
    CycleRelatedPage,
    CycleStatement,
    Organisation,
)
from tests.factories.cms import make_cycle, make_initiative, make_session, make_topic
from tests.factories.documents import make_document
from tests.reading import main_of, text_of


def test_cycle_tells_everything_in_the_order_of_its_life(site: Site):
    topic = make_topic("habitat")
    make_initiative("Une maison", topics=(topic,))
    chosen = make_initiative("Une place", topics=(topic,))
    cycle = make_cycle(
        topics=(topic,),
        body=[("text", "<p>Loger sans bâtir.</p>")],
        aims="<p>Loger.</p>",
        expected_results="<p>Réparer.</p>",
        statements=[CycleStatement(text="Agir.", office="Maire")],
        leads=[CycleLead(office="Présidente", organisation_name="Nozay", name="Une élue")],
        partners=[CyclePartner(organisation_name="Mobhilis", role="Conception")],
        deliverables=[CycleDeliverable(title="Guide")],
        related_pages=[CycleRelatedPage(target=chosen)],
    )
    make_session("À venir", cycle=cycle)
    make_session("Derval", cycle=cycle, date=datetime.date(2024, 2, 15))

    html = main_of(cycle)

    assert [text_of(heading) for heading in html("h2")] == [
        "Objectifs",
        "Résultats attendus",
        "La vision",
        "Prochains rendez-vous",
        "Rendez-vous passés",
        "Livrables",
        "En bref",
        "À lire avec ce cycle",
        "Des initiatives sur ce sujet",
    ]
    facts = {text_of(f.dt): text_of(f.dd) for f in html.select(".facts dl > div")}
    assert facts == {
        "Porté par": "Une élue , Présidente, Nozay",
        "Partenaire": "Mobhilis Conception",
    }
    sections = html("section", class_="related")
    titles = [[text_of(title) for title in section("h3")] for section in sections]
    assert titles == [["Une place"], ["Une maison"]]


def test_statement_is_signed_as_far_as_one_knows(site: Site):
    known = Organisation.objects.create(name="Arc Sud Bretagne", slug="arc")
    cycle = make_cycle(
        statements=[
            CycleStatement(
                text="Un.\n\nDeux.",
                office="Président",
                organisation=known,
                name="Un élu",
                date=datetime.date(2024, 1, 1),
            ),
            CycleStatement(text="<b>Trois</b>", office="Préfète"),
        ]
    )

    first, second = main_of(cycle)("figure", class_="quote")

    assert [text_of(p) for p in first("p")] == ["Un.", "Deux."]
    assert first.figcaption.get_text() == (
        "Un élu, Président, Arc Sud Bretagne, le 1er\u00a0janvier 2024"
    )
    assert second.blockquote.get_text(strip=True) == "<b>Trois</b>"
    assert second.figcaption.get_text() == "Préfète"


def test_deliverables_stand_under_their_state_and_lead_where_they_are(site: Site):
    initiative, draft = make_initiative("Le récit"), make_initiative("Brouillon", publish=False)
    cycle = make_cycle(
        deliverables=[
            CycleDeliverable(title="Carte", state="underway", phase="Phase 2", target=draft),
            CycleDeliverable(title="Récit", state="delivered", target=initiative),
            CycleDeliverable(
                title="Guide",
                state="delivered",
                document=make_document(),
                date=datetime.date(2024, 5, 1),
            ),
            CycleDeliverable(title="Film", state="delivered", link="https://film.example.org/"),
        ]
    )

    section = main_of(cycle).find("section", {"aria-labelledby": "livrables"})

    assert [text_of(heading) for heading in section("h3")] == ["Livrés", "En cours"]
    assert [text_of(line) for line in section("li")] == [
        "Récit",
        "Guide (PDF, 8 octets) 1er mai 2024",
        "Film",
        "Phase 2 Carte",
    ]
    assert [link.get("rel") for link in section("a")] == [None, None, ["external"]]
    assert section("a")[0]["href"] == initiative.get_url()
    assert section("a")[2]["href"] == "https://film.example.org/"


def test_cycle_of_which_nothing_is_known_shows_nothing_empty(site: Site):
    html = main_of(make_cycle())
    assert html("h2") == []
    assert not [tag for tag in html(["p", "ul", "dd", "section", "aside"]) if not text_of(tag)]


def test_preview_of_a_draft_shows_rows_not_yet_saved(site: Site):
    cycle = make_cycle(publish=False)
    cycle.leads = [CycleLead(office="Maire", organisation_name="Guer")]
    cycle.statements = [CycleStatement(text="Agir vite.", office="Préfète")]
    cycle.deliverables = [CycleDeliverable(title="Guide", target=make_initiative("La régie"))]

    shown = cycle.make_preview_request().rendered_content

    for words in ("Maire, Guer", "Agir vite.", "Préfète", "/la-regie/"):
        assert words in shown


@pytest.mark.parametrize("more", [1, 3, 30])
def test_page_costs_the_same_whatever_it_holds(client, site, django_assert_num_queries, more):
    known, document = Organisation.objects.create(name="A", slug="a"), make_document()
    initiative = make_initiative()
    cycle = make_cycle(
        topics=(make_topic("eau"),),
        statements=[
            CycleStatement(text="Agir.", office="Maire", organisation=known) for _ in range(more)
        ],
        leads=[CycleLead(office="Maire", organisation=known) for _ in range(more)],
        partners=[CyclePartner(organisation=known) for _ in range(more)],
        deliverables=[
            *(CycleDeliverable(title="Relevé", document=document) for _ in range(more)),
            *(CycleDeliverable(title="Récit", target=initiative) for _ in range(more)),
        ],
        related_pages=[CycleRelatedPage(target=make_initiative()) for _ in range(more)],
    )
    client.get(cycle.get_url())
    with django_assert_num_queries(23):
        client.get(cycle.get_url())
