"""What the API tells of programmes and decisions."""

from __future__ import annotations

import datetime
from decimal import Decimal

from wagtail.models import Site

from cms.domain import authoring
from cms.listing.check import differences
from cms.listing.tracking import tracking
from cms.models import Organisation, ProgrammeAgreement, ProgrammeTerritory
from tests.cms.restapi.asking import HOME, get, get_titles
from tests.factories.cms import make_decision, make_programme
from tests.factories.documents import make_document
from tests.factories.pages import make_pages

PROGRAMME = "/dispositifs/petites-villes-de-demain"
DECISION = f"{PROGRAMME}/adhesion-au-dispositif"


def test_content_of_a_programme_tells_all_its_fields(site: Site) -> None:
    page = make_pages(site)["programme"]
    (agreement,) = page.agreements.all()
    place = page.beneficiary_territories.first().territory

    found = get(PROGRAMME)

    own = {
        "@type": "Programme",
        "type_title": "Dispositif",
        "start_year": 2020,
        "end_year": None,
        "aims": ["Redonner vie aux centres.", "Habiter sans bâtir."],
        "activities": ["Un club de villes"],
        "beneficiaries": "Les villes de moins de 20\u00a0000 habitants.",
        "animator_name": "ANCT",
        "animator": {"name": "ANCT", "slug": "anct", "kind": "Agence nationale"},
        "pillars": [{"title": "L’ingénierie", "text": "Un poste de chef de projet."}],
        "contacts": [{"office": "Préfets", "organisation": "État"}],
        "payments": [
            {
                "funder": "Banque des territoires",
                "recipient": "",
                "purpose": "",
                "amount": None,
                "year": None,
                "paid_on": None,
            },
            {
                "funder": "État",
                "recipient": "Allaire",
                "purpose": "",
                "amount": "5000.00",
                "year": 2023,
                "paid_on": None,
            },
        ],
        "beneficiary_territories": [
            {
                "name": "Allaire",
                "territory": place.slug,
                "starts": "2021-01-01",
                "ends": None,
            },
            {"name": "Quartier de Bellevue", "territory": None, "starts": None, "ends": None},
        ],
        "agreements": [
            {
                "title": "Convention",
                "signed_on": None,
                "file": {
                    "title": agreement.file.title,
                    "filename": agreement.file.filename,
                    "content-type": "application/pdf",
                    "size": 8,
                    "download": f"{HOME}{agreement.file.url}",
                },
                "link": "",
            }
        ],
        "plans": [
            {
                "tie": {"token": "prepares", "title": "Prépare"},
                "title": "Contrat de ville",
                "start_year": 2024,
            }
        ],
    }
    assert {name: found[name] for name in own} == own


def test_content_of_a_decision_tells_all_its_fields(site: Site) -> None:
    pages = make_pages(site)
    organisation = pages["member"].organisation

    found = get(DECISION)

    own = {
        "@type": "Decision",
        "type_title": "Délibération",
        "years": [2023],
        "authority_name": "Redon Agglomération",
        "authority": {"name": "Redon Agglomération", "slug": organisation.slug, "kind": ""},
        "siret": "",
        "assembly": "Conseil communautaire",
        "date": "2023-12-21",
        "number": "12",
        "subject": "Adhésion au dispositif",
        "rapporteur_office": "Vice-présidente",
        "rapporteur_name": "",
        "matter_code": "8.5",
        "matter_name": "politique de la ville",
        "vote_words": "",
        "vote_expected": None,
        "vote_actual": None,
        "vote_for": 32,
        "vote_against": 2,
        "vote_abstention": 1,
        "amount": "5000.00",
        "budget_year": "2023",
        "budget_name": "",
        "beneficiary_name": "RésO Villes",
        "beneficiary": None,
        "prefecture_code": "",
        "sent_to_prefecture_on": "2023-12-28",
        "received_by_prefecture_on": None,
        "online_from": "2023-12-28",
        "online_months": 2,
        "file": None,
        "link": "https://www.example.org/actes/12",
        "original_place": "Service des assemblées",
        "original_address": "",
    }
    assert {name: found[name] for name in own} == own
    assert found["effective"].startswith("2023-12-21T00:00")
    assert found["parent"]["title"] == "Petites villes de demain"


def test_bare_programme_and_decision_have_the_same_keys_as_full_ones(site: Site) -> None:
    pages = make_pages(site)
    bare = make_programme("Autre")
    decision = make_decision("Rien de plus", programme=bare)

    assert set(get(bare.url)) == set(get(pages["programme"].url))
    assert set(get(decision.url)) == set(get(pages["decision"].url))


def test_programme_is_a_folder_of_its_decisions(site: Site) -> None:
    programme = make_programme()
    for title in ("Adhésion", "Contribution"):
        make_decision(title, programme=programme)

    found = get(PROGRAMME)

    assert found["is_folderish"] is True
    assert [item["title"] for item in found["items"]] == ["Adhésion", "Contribution"]
    assert set(get_titles("/@search?portal_type=Decision")) == {"Adhésion", "Contribution"}


def test_amount_that_is_not_told_is_null_and_zero_is_zero(site: Site) -> None:
    page = make_decision("Adhésion au dispositif")
    assert get(DECISION)["amount"] is None

    authoring.update(page, {"amount": Decimal(0)}, publish=True)

    assert get(DECISION)["amount"] == "0.00"


def test_bodies_and_files_are_told_as_they_are_today(site: Site) -> None:
    body, file = Organisation.objects.create(name="RésO", slug="reso"), make_document()
    make_programme(
        animator=body,
        agreements=[ProgrammeAgreement(title="Convention", file=file)],
        beneficiary_territories=[ProgrammeTerritory(name="Bellevue")],
    )
    make_decision(authority=body, beneficiary=body, date=datetime.date(2023, 12, 21), file=file)

    with tracking():
        body.name = "RésO Villes"
        body.save()
        file.delete()

    found = get(DECISION)
    assert get(PROGRAMME)["animator_name"] == "RésO Villes"
    assert (found["authority_name"], found["beneficiary_name"]) == ("RésO Villes", "RésO Villes")
    assert (found["file"], get(PROGRAMME)["agreements"][0]["file"]) == (None, None)
    assert differences() == []
