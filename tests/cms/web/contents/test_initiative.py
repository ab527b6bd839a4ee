"""The page of an initiative."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from wagtail.models import Site

from cms.domain import authoring
from cms.models import (
    Funding,
    InitiativeDocument,
    InitiativePage,
    InitiativePartner,
    InitiativePicture,
    InitiativeRelatedPage,
    InitiativeStep,
    InitiativeVideo,
    Organisation,
)
from tests.factories.cms import make_cycle, make_initiative, make_topic, make_video
from tests.factories.documents import make_document
from tests.factories.images import make_image
from tests.reading import main_of, text_of

PARTS = {
    "context": "Contexte",
    "actions": "Ce qui a été fait",
    "results": "Résultats",
    "lessons": "Difficultés et enseignements",
    "conditions": "Conditions pour faire de même ailleurs",
}


def headings(page: InitiativePage) -> list[str]:
    return [text_of(heading) for heading in main_of(page)("h2")]


def facts(page: InitiativePage) -> dict[str, list[str]]:
    return {
        text_of(f.dt): [text_of(dd) for dd in f("dd")] for f in main_of(page).select(".facts div")
    }


def test_parts_that_are_written_stand_before_the_sections_of_the_body(site: Site):
    cycle = make_cycle("Habiter")
    texts = {name: f"<p>Du <b>{name}</b></p>" for name in reversed(PARTS)}
    texts["lessons"] = '<p data-block-key="a"></p>'
    texts["results"] = f'<p><a linktype="page" id="{cycle.pk}">voir</a></p>'
    page = make_initiative(body=[("text", "<p>Bref.</p>"), ("heading", "En chiffres")], **texts)

    html = main_of(page)

    names = [title for name, title in PARTS.items() if name != "lessons"]
    assert [text_of(heading) for heading in html("h2")] == [*names, "En chiffres"]
    assert html.find("a", string="voir")["href"] == "/cycles/habiter/"
    assert html.find("b", string="context")
    assert text_of(html.find(class_="prose")) == "Bref."


def test_money_is_added_up_where_there_is_something_to_add(site: Site):
    page = make_initiative(
        total_cost=Decimal("20000"),
        fundings=[
            Funding(funder="État", amount=Decimal("10000.50")),
            Funding(funder="Région", amount=Decimal(5000), label="Étude"),
        ],
    )
    assert facts(page) == {
        "Coût total": ["20 000 €"],
        "Financements": ["10 000,50 € État", "5 000 € Région Étude", "15 000,50 € en tout"],
    }

    authoring.update(page, {"fundings": [Funding(funder="État", amount=1)]}, publish=True)

    assert facts(page)["Financement"] == ["1 € État"]


def test_partners_and_contact_are_named_as_far_as_they_are_known(site: Site):
    known = Organisation.objects.create(name="Région Bretagne", slug="region")
    page = make_initiative(
        partners=[
            InitiativePartner(organisation_name="Campus Esprit", role="Formation"),
            InitiativePartner(organisation=known, organisation_name="Région"),
        ],
        contact_office="Service de l’eau",
    )
    assert facts(page) == {
        "Partenaires": ["Campus Esprit Formation", "Région Bretagne"],
        "À contacter": ["Service de l’eau"],
    }

    authoring.update(page, {"contact": known, "partners": []}, publish=True)

    assert facts(page) == {"À contacter": ["Service de l’eau Région Bretagne"]}


def test_calendar_tells_days_in_french_and_periods_as_written(site: Site):
    page = make_initiative(
        calendar=[
            InitiativeStep(date=datetime.date(2023, 3, 1), label="Étude"),
            InitiativeStep(period="hiver 2024", label="Travaux"),
        ]
    )
    steps = [text_of(step) for step in main_of(page).find("ol", class_="calendar")("li")]
    assert steps == ["1er mars 2023 Étude", "Hiver 2024 Travaux"]


def test_pictures_and_documents_can_be_opened(site: Site):
    image = make_image(credit="Une élue")
    page = make_initiative(
        gallery=[InitiativePicture(image=image, alt="Un lavoir", caption="Avant")],
        documents=[InitiativeDocument(title="Délibération", document=make_document())],
    )

    html = main_of(page)

    assert html.find(class_="gallery").img["alt"] == "Un lavoir"
    assert text_of(html.find(class_="gallery").figcaption) == "Avant – Une élue"
    assert Client().get(html.find(class_="gallery").img["src"]).status_code == 200
    link = html.find(class_="documents").a
    assert text_of(link) == "Délibération (PDF, 8 octets)"
    assert Client().get(link["href"]).status_code == 200


def test_chosen_pages_come_before_those_on_the_same_topic_and_once(site: Site):
    topic = make_topic("eau")
    twin = make_initiative("La jumelle", topics=(topic,))
    cycle, draft = make_cycle("Habiter"), make_initiative("Brouillon", publish=False)
    make_initiative("La voisine", topics=(topic,))
    page = make_initiative(
        topics=(topic,),
        videos=[
            InitiativeVideo(video=make_video("Épisode 1")),
            InitiativeVideo(video=make_video("Inédit", publish=False)),
        ],
        related_pages=[
            InitiativeRelatedPage(target=target) for target in (cycle, draft, twin, cycle)
        ],
    )

    shown = {
        text_of(section.h2): [text_of(title) for title in section("h3")]
        for section in main_of(page)("section", class_="related")
    }

    assert shown == {
        "Vidéos": ["Épisode 1"],
        "À lire aussi": ["Habiter", "La jumelle"],
        "Dans le même esprit": ["La voisine"],
    }


def test_initiative_of_which_nothing_is_known_shows_nothing_empty(site: Site):
    page = make_initiative(summary="")
    html = main_of(page)
    assert headings(page) == []
    assert not [tag for tag in html(["p", "ul", "ol", "dd", "section"]) if not text_of(tag)]


def test_preview_of_a_draft_shows_rows_and_parts_not_yet_saved(site: Site):
    page = make_initiative(publish=False)
    page.context = "<p>Un pays d’eau.</p>"
    page.partners = [InitiativePartner(organisation_name="Campus")]
    page.gallery = [InitiativePicture(image=make_image(), alt="Un lavoir")]
    page.related_pages = [InitiativeRelatedPage(target=make_cycle("Habiter"))]

    shown = page.make_preview_request().rendered_content

    for words in ("Un pays d’eau", "Campus", "Un lavoir", "Habiter"):
        assert words in shown


@pytest.mark.parametrize("more", [1, 3, 30])
def test_page_costs_the_same_whatever_it_holds(client, site, django_assert_num_queries, more):
    organisation, document = Organisation.objects.create(name="A", slug="a"), make_document()
    image, topic = make_image(), make_topic("eau")
    page = make_initiative(
        topics=(topic,),
        **dict.fromkeys(PARTS, "<p>Un texte.</p>"),
        fundings=[Funding(funder="État", amount=1) for _ in range(more)],
        partners=[InitiativePartner(organisation=organisation) for _ in range(more)],
        calendar=[InitiativeStep(period="2024", label="Étude") for _ in range(more)],
        gallery=[InitiativePicture(image=image, alt="Un lavoir") for _ in range(more)],
        documents=[InitiativeDocument(title="Relevé", document=document) for _ in range(more)],
        videos=[InitiativeVideo(video=make_video()) for _ in range(more)],
        related_pages=[InitiativeRelatedPage(target=make_cycle()) for _ in range(more)],
    )
    client.get(page.get_url())
    with django_assert_num_queries(29):
        client.get(page.get_url())
