"""The page of a decision."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from cms.domain import authoring
from cms.web.contents.decision import voters_text
from tests.factories.cms import make_decision
from tests.factories.documents import make_document
from tests.reading import main_of, text_of

SENT = datetime.date(2023, 12, 28)


def told(html: BeautifulSoup, where: str) -> dict[str, list[str]]:
    """Return what a list of facts tells, by its terms."""
    return {
        line.dt.get_text(): [text_of(dd) for dd in line("dd")]
        for line in html.select(f"{where} dl > div")
    }


def test_page_tells_who_decided_what_and_how_it_was_made_public(site: Site) -> None:
    file = make_document("acte.pdf")
    page = make_decision(
        authority_name="Quimper Bretagne Occidentale",
        siret="20006812000010",
        assembly="Conseil communautaire",
        number="12",
        subject="Contribution de <b>2023</b>",
        rapporteur_name="Une élue",
        rapporteur_office="Vice-présidente",
        matter_code="8.5",
        matter_name="politique de la ville",
        vote_words="À la majorité",
        vote_expected=43,
        vote_actual=35,
        vote_for=32,
        amount=Decimal(5000),
        budget_year="2023",
        budget_name="Budget principal",
        beneficiary_name="RésO Villes",
        prefecture_code="PREF029",
        sent_to_prefecture_on=SENT,
        received_by_prefecture_on=SENT,
        online_from=SENT,
        online_months=2,
        file=file,
        link="https://www.example.org/actes/12",
        original_place="Service des assemblées",
        original_address="Hôtel de Ville\nQuimper",
    )

    html = main_of(page)

    assert html.select_one(".kicker").get_text() == "Délibération nº\u00a012"
    assert html.select_one("#objet + p").get_text() == "Contribution de <b>2023</b>"
    assert told(html, ".facts") == {
        "Collectivité": ["Quimper Bretagne Occidentale"],
        "Instance": ["Conseil communautaire"],
        "Séance": ["21 décembre 2023"],
        "Rapportée par": ["Une élue, Vice-présidente"],
        "Vote": ["À la majorité (32 voix pour)", "35 votants sur 43 membres"],
        "Montant, au titre de 2023": ["5 000 €"],
        "Bénéficiaire": ["RésO Villes"],
        "Dispositif": ["Petites villes de demain"],
    }
    assert told(html, ".act") == {
        "Matière": ["8.5 politique de la ville"],
        "Budget": ["Budget principal"],
        "SIRET de la collectivité": ["20006812000010"],
        "Contrôle de légalité": [
            "PREF029",
            "Transmise le 28 décembre 2023",
            "Reçue le 28 décembre 2023",
        ],
        "Publicité": ["En ligne à partir du 28 décembre 2023, pendant 2 mois"],
        "Où lire l’original": ["Service des assemblées", "Hôtel de Ville Quimper"],
    }
    buttons = [(link["href"], link.get_text()) for link in html.select("a.button")]
    assert buttons == [
        (file.url, "Télécharger (PDF, 8\u00a0octets)"),
        ("https://www.example.org/actes/12", "Lire sur www.example.org"),
    ]


def test_page_of_which_little_is_known_shows_nothing_empty(site: Site) -> None:
    html = main_of(make_decision())

    assert told(html, ".facts") == {
        "Séance": ["21 décembre 2023"],
        "Dispositif": ["Petites villes de demain"],
    }
    assert not html.select(".act, #objet, .quiet")


def test_decision_leads_to_no_programme_that_the_public_may_not_see(site: Site) -> None:
    page = make_decision()
    authoring.unpublish(page.get_parent().specific)

    assert "Dispositif" not in told(main_of(page), ".facts")


def test_card_of_a_decision_tells_its_day(site: Site) -> None:
    make_decision()

    html = BeautifulSoup(Client().get("/recherche/?type=Decision").content, "html.parser")

    assert html.select_one(".card-foot").get_text(strip=True) == "21\u00a0décembre 2023"


@pytest.mark.parametrize(
    ("actual", "expected", "text"),
    [
        (None, None, ""),
        (None, 43, "43_membres"),
        (1, None, "1_votant"),
        (0, 43, "0_votant sur 43_membres"),
        (35, 43, "35_votants sur 43_membres"),
    ],
)
def test_voters_are_counted_as_far_as_they_are_known(actual, expected, text):
    assert voters_text(actual, expected).replace("\u00a0", "_") == text
