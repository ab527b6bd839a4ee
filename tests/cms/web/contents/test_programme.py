"""The page of a programme."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from cms.listing.tracking import tracking
from cms.models import (
    Organisation,
    ProgrammeAgreement,
    ProgrammeContact,
    ProgrammePayment,
    ProgrammePillar,
    ProgrammePlan,
    ProgrammeTerritory,
)
from tests.factories.cms import make_decision, make_programme, make_territory
from tests.factories.documents import make_document
from tests.reading import main_of, text_of

NEW_YEAR = datetime.date(2021, 1, 1)


def items(html: BeautifulSoup, section: str) -> list[str]:
    return [text_of(item) for item in html.select(f"section[aria-labelledby={section}] li")]


def test_page_tells_what_it_is_who_runs_it_and_whom_it_helps(site: Site) -> None:
    file = make_document("convention.pdf")
    page = make_programme(
        start_year=2020,
        aims="Redonner vie aux centres\nHabiter sans bâtir",
        activities="Un club de villes",
        beneficiaries="Les petites villes",
        animator_name="ANCT",
        pillars=[
            ProgrammePillar(title="Ingénierie", text="Un poste.\n\n<b>Un chef</b>"),
            ProgrammePillar(title="Réseau"),
        ],
        contacts=[ProgrammeContact(office="Préfet", organisation_name="État")],
        beneficiary_territories=[
            ProgrammeTerritory(territory=make_territory("Guichen"), starts=NEW_YEAR),
            ProgrammeTerritory(name="Bellevue", starts=NEW_YEAR, ends=datetime.date(2024, 1, 1)),
        ],
        agreements=[
            ProgrammeAgreement(title="Convention", file=file, signed_on=NEW_YEAR),
            ProgrammeAgreement(title="Avenant", link="https://www.example.org/avenant"),
            ProgrammeAgreement(title="Annexe"),
        ],
        plans=[ProgrammePlan(tie="prepares", title="Contrat de ville", start_year=2024)],
    )

    html = main_of(page)

    assert text_of(html.select_one(".kicker")) == "Dispositif depuis 2020"
    assert items(html, "objectifs") == ["Redonner vie aux centres", "Habiter sans bâtir"]
    assert text_of(html.select_one("#piliers")) == "2 piliers"
    assert items(html, "piliers") == ["Ingénierie Un poste. <b>Un chef</b>", "Réseau"]
    assert items(html, "en-pratique") == ["Un club de villes"]
    assert items(html, "beneficiaires") == [
        "Guichen depuis le 1er janvier 2021",
        "Bellevue du 1er janvier 2021 au 31 décembre 2023",
    ]
    assert items(html, "conventions") == [
        "Convention (PDF, 8 octets) signée le 1er janvier 2021",
        "Avenant",
        "Annexe",
    ]
    links = [link["href"] for link in html.select("section[aria-labelledby=conventions] a")]
    assert links == [file.url, "https://www.example.org/avenant"]
    facts = {text_of(line.dt): text_of(line.dd) for line in html.select(".facts dl > div")}
    assert facts == {
        "Animé par": "ANCT",
        "Contact local": "Préfet, État",
        "Prépare": "Contrat de ville, à partir de 2024",
    }


def test_payments_are_added_up_by_funder_and_funders_alone_are_named(site: Site) -> None:
    page = make_programme(
        payments=[
            ProgrammePayment(funder="ANCT"),
            ProgrammePayment(funder="État", purpose="Un poste", amount=Decimal("13.4"), year=2023),
            ProgrammePayment(funder="Région", purpose="Une étude"),
            ProgrammePayment(funder="état", recipient="Guichen", amount=5000, paid_on=NEW_YEAR),
        ]
    )

    html = main_of(page)

    assert [text_of(name) for name in html.select(".facts dd")] == ["ANCT", "État", "Région"]
    groups = html.select("#financement + .figures tbody")
    assert [[text_of(line) for line in group("tr")] for group in groups] == [
        [
            "État",
            "Un poste 2023 13,40",
            "Versement Bénéficiaire : Guichen, versé le 1er janvier 2021 5 000",
            "Total 5 013,40",
        ],
        ["Région", "Une étude non précisé"],
    ]


def test_page_with_a_title_alone_shows_no_empty_part(site: Site) -> None:
    html = main_of(make_programme())

    assert not html.select(".facts, h2, ul, table")


def test_decisions_are_listed_latest_first_with_their_number_vote_and_amount(site: Site) -> None:
    programme = make_programme()
    make_decision("Adhésion", date=NEW_YEAR, authority_name="Quimper")
    make_decision("Contribution", number="12", vote_for=32, vote_against=2, amount=Decimal(5000))
    make_decision("Projet", publish=False)
    make_decision("Ailleurs", programme=make_programme("Autre"))

    html = main_of(programme)

    assert items(html, "deliberations") == [
        "Contribution 21 décembre 2023, nº 12 Vote : 32 voix pour, 2 contre Montant : 5 000 €",
        "Adhésion Quimper, 1er janvier 2021",
    ]


def test_card_of_a_programme_tells_its_years(site: Site) -> None:
    page = make_programme(start_year=2020, end_year=2026)

    html = BeautifulSoup(Client().get(page.get_parent().url).content, "html.parser")

    assert text_of(html.select_one(".card-foot")) == "2020-2026"


def test_preview_of_a_draft_shows_rows_not_yet_saved(site: Site) -> None:
    page = make_programme(animator_name="ANCT")
    page.payments = [ProgrammePayment(funder="État", amount=Decimal(5000))]
    page.beneficiary_territories = [ProgrammeTerritory(territory=make_territory("Guichen"))]

    html = page.make_preview_request().rendered_content

    for words in ("Guichen", "5\u00a0000", "Total"):
        assert words in html


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_whatever_it_holds(
    client, site: Site, django_assert_num_queries, count: int
) -> None:
    file, town = make_document(), make_territory("Guichen")
    body = Organisation.objects.create(name="DDTM", slug="ddtm")
    with tracking():
        page = make_programme(
            animator_name="ANCT",
            pillars=[ProgrammePillar(title="Pilier") for _ in range(count)],
            contacts=[ProgrammeContact(office="Chef", organisation=body) for _ in range(count)],
            payments=[ProgrammePayment(funder=f"Ville {n}", amount=1) for n in range(count)],
            beneficiary_territories=[ProgrammeTerritory(territory=town) for _ in range(count)],
            agreements=[ProgrammeAgreement(title="Convention", file=file) for _ in range(count)],
            plans=[ProgrammePlan(title="Plan") for _ in range(count)],
        )
        for number in range(count):
            make_decision(f"Décision {number}", programme=page)
    client.get(page.get_url())
    with django_assert_num_queries(24):
        client.get(page.get_url())
