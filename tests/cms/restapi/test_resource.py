"""A resource as API clients are told of it, whatever changes beside its page."""

from __future__ import annotations

import datetime

from wagtail.models import Site

from cms.listing.check import differences
from cms.listing.tracking import tracking
from cms.models import Organisation, Recipient
from tests.cms.restapi.asking import HOME, get, get_titles
from tests.factories.cms import make_resource
from tests.factories.documents import make_document

PAGE = "/ressources/habiter-les-villages"


def test_content_of_a_resource_tells_all_that_its_form_asks(site: Site) -> None:
    make_resource(
        kind="article",
        authors="Une rédactrice\nUn rédacteur",
        publisher="AMRF",
        recommended_by="Le Lierre",
        published_year=2025,
        published_month=9,
        periodical="36\u00a0000 communes",
        periodical_issue="428",
        periodical_pages="9 à 13",
        licence="Licence Ouverte 2.0",
        link="https://www.example.org/dossier",
        recipients=[Recipient(name="Préfet", sent_on=datetime.date(2024, 5, 2))],
    )

    found = get(PAGE)

    assert found["@type"] == "Resource"
    assert found["kind"] == {"token": "article", "title": "Article de périodique"}
    assert found["authors"] == ["Une rédactrice", "Un rédacteur"]
    assert (found["publisher"], found["recommended_by"]) == ("AMRF", "Le Lierre")
    assert (found["published_year"], found["published_month"]) == (2025, 9)
    assert found["periodical"] == "36\u00a0000 communes"
    assert (found["periodical_issue"], found["periodical_pages"]) == ("428", "9 à 13")
    assert (found["licence"], found["link"]) == (
        "Licence Ouverte 2.0",
        "https://www.example.org/dossier",
    )
    assert (found["structure"], found["file"]) == (None, None)
    assert found["recipients"] == [
        {"name": "Préfet", "sent_on": "2024-05-02", "answer": "", "answered_on": None}
    ]
    assert found["years"] == [2025]


def test_resource_is_found_by_its_authors_publisher_and_kind(site: Site) -> None:
    make_resource(kind="study", authors="Camille Exemple", publisher="Cerema")

    for words in ("camille", "cerema", "etudes"):
        assert get_titles(f"/@search?SearchableText={words}") == ["Habiter les villages"]


def test_file_is_told_with_its_weight_and_followed_when_it_changes(site: Site) -> None:
    file = make_document("etude.pdf", title="Étude")
    make_resource(file=file)
    assert get(PAGE)["file"] == {
        "title": "Étude",
        "filename": file.filename,
        "content-type": "application/pdf",
        "size": 8,
        "download": f"{HOME}{file.url}",
    }

    with tracking():
        file.title = "Étude complète"
        file.save()
    assert get(PAGE)["file"]["title"] == "Étude complète"

    with tracking():
        file.delete()
    assert get(PAGE)["file"] is None
    assert differences() == []


def test_structure_is_named_as_it_is_called_today(site: Site) -> None:
    structure = Organisation.objects.create(name="OFGL", slug="ofgl")
    make_resource(structure=structure)

    with tracking():
        structure.name = "Observatoire des finances"
        structure.save()

    assert get(PAGE)["structure"] == "Observatoire des finances"
