"""The page of a resource."""

from __future__ import annotations

import datetime

import pytest
from wagtail.models import Site

from cms.models import Organisation, Recipient, ResourcePage
from cms.web.contents.resource import periodical_text, published_text
from tests.factories.cms import make_resource
from tests.factories.documents import make_document
from tests.reading import main_of


@pytest.mark.parametrize(
    ("year", "month", "text"), [(None, None, ""), (2025, None, "2025"), (2025, 8, "août 2025")]
)
def test_published_is_written_as_far_as_it_is_known(year, month, text):
    assert published_text(year, month) == text


@pytest.mark.django_db
def test_article_names_its_issue_and_pages_where_they_are_known():
    page = ResourcePage(periodical="La Gazette", periodical_issue="428", periodical_pages="9 à 13")

    assert periodical_text(page) == "La Gazette, nº\u00a0428, p.\u00a09 à 13"
    assert periodical_text(ResourcePage(periodical="La Gazette")) == "La Gazette"
    assert periodical_text(ResourcePage()) == ""


def test_page_tells_who_made_it_where_it_is_and_whom_it_was_sent_to(site: Site) -> None:
    file = make_document("livre-blanc.pdf", b"%PDF" + b"0" * 2044)
    page = make_resource(
        kind="white_paper",
        authors="Une rédactrice\nUn rédacteur",
        publisher="Association des maires ruraux",
        structure=Organisation.objects.create(name="OFGL", slug="ofgl"),
        recommended_by="Le Lierre",
        licence="Licence Ouverte 2.0",
        file=file,
        link="https://www.example.org/livre-blanc",
        recipients=[
            Recipient(name="Préfet de région", sent_on=datetime.date(2024, 5, 1)),
            Recipient(name="Ministère", answer="<b>Bien reçu</b>"),
        ],
    )

    html = main_of(page)

    facts = {
        line.dt.get_text(): [dd.get_text() for dd in line("dd")]
        for line in html.select(".facts dl > div")
    }
    assert facts == {
        "Auteurs": ["Une rédactrice", "Un rédacteur"],
        "Éditeur": ["Association des maires ruraux"],
        "Structure": ["OFGL"],
        "Recommandée par": ["Le Lierre"],
        "Licence": ["Licence Ouverte 2.0"],
    }
    buttons = {link["href"]: link.get_text() for link in html.select("a.button")}
    assert buttons == {
        file.url: "Télécharger (PDF, 2,0\u00a0Kio)",
        "https://www.example.org/livre-blanc": "Lire sur www.example.org",
    }
    sent = [" ".join(item.get_text().split()) for item in html.select("#adressee-a + ul > li")]
    assert sent == ["Préfet de région, le 1er mai 2024", "Ministère Réponse : <b>Bien reçu</b>"]


def test_page_with_a_title_alone_shows_no_empty_part(site: Site) -> None:
    html = main_of(make_resource())

    assert not html.select(".facts, a.button, #adressee-a, .kicker")
