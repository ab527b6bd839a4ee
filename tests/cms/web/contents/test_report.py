"""The page of an activity report."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from cms.listing.tracking import tracking
from cms.models import ReportDocument, ReportPage, ReportSignatory
from tests.factories.cms import make_initiative, make_report, make_session
from tests.factories.documents import make_document
from tests.factories.figures import budget_of_2024
from tests.factories.reports import body_of, chapter, line
from tests.reading import main_of, text_of

pytestmark = pytest.mark.django_db


def lines(page: ReportPage) -> list[str]:
    return [text_of(item) for item in main_of(page).select("ul.chapter > li")]


def test_page_tells_editorial_with_its_signature_then_chapters_and_budget(site: Site) -> None:
    page = make_report(
        year=2024,
        editorial="<p>Une année bien remplie.</p>",
        signatories=[
            ReportSignatory(office="Présidente", organisation_name="AILB", name="Une <b>élue</b>"),
            ReportSignatory(office="Présidente", organisation_name="Pays de Blain"),
        ],
        documents=[ReportDocument(title="Rapport imprimé", document=make_document())],
        body=body_of(
            [
                {"type": "text", "value": "<p>Trois actes.</p>"},
                chapter("La Création", start_year=2019, end_year=2022, introduction="<p>Né.</p>"),
                {"type": "heading", "value": "Les finances"},
                {"type": "figures", "value": budget_of_2024()},
            ]
        ),
    )

    html = main_of(page)

    assert text_of(html.find("p", class_="kicker")) == "Rapport d’activité 2024"
    assert [text_of(heading) for heading in html("h2")] == [
        "Éditorial",
        "La Création, 2019-2022",
        "Les finances",
        "Documents",
    ]
    assert [text_of(item) for item in html.select(".signatories li")] == [
        "Une <b>élue</b> , Présidente, AILB",
        "Présidente, Pays de Blain",
    ]
    text = text_of(html)
    assert text.count("Une année bien remplie.") == 1
    assert text.index("Une année") < text.index("AILB") < text.index("Trois actes.")
    assert "Né." in text
    assert [text_of(link) for link in html.select(".documents a")] == [
        "Rapport imprimé (PDF, 8 octets)"
    ]


def test_reader_sees_the_computed_total_the_printed_one_and_the_note(site: Site) -> None:
    note = "Le groupe Déchets n’est pas dans le total imprimé."
    table = budget_of_2024() | {"note": note}

    text = text_of(main_of(make_report(body=body_of([{"type": "figures", "value": table}]))))

    for words in ("118 864,20 €", "126 074,20 €", "7 210 € de plus", note):
        assert words in text


def test_chapter_tells_of_each_page_in_its_words_or_in_the_page_s_own(site: Site) -> None:
    session = make_session(
        "Derval", summary="Reprendre des maisons.", date=datetime.date(2024, 2, 15)
    )
    initiative = make_initiative("Une régie", summary="Deux communes.")
    page = make_report(
        body=body_of([chapter("A", line(session), line(initiative, "Notre <b>fierté</b>."))])
    )

    assert lines(page) == [
        "Derval Rendez-vous, jeudi 15 février 2024 Reprendre des maisons.",
        "Une régie Initiative, Redon Agglomération Notre <b>fierté</b>.",
    ]
    links = [link["href"] for link in main_of(page).select("ul.chapter a")]
    assert links == [session.get_url(), initiative.get_url()]


def test_page_that_is_not_public_is_not_shown_and_the_words_on_it_are(site: Site) -> None:
    draft = make_initiative("Secrète un", publish=False)
    private, worded = make_initiative("Secrète deux"), make_initiative("Secrète trois")
    page = make_report(
        body=body_of([chapter("A", line(draft), line(private), line(worded, "Nos mots."))])
    )
    with tracking():
        for each in (private, worded):
            PageViewRestriction.objects.create(page=each, restriction_type="login")

    assert lines(page) == ["Nos mots."]
    assert "Secrète" not in text_of(main_of(page))
    assert not main_of(page).select("ul.chapter a")


def test_report_with_a_year_alone_shows_nothing_empty(site: Site) -> None:
    html = main_of(make_report(signatories=[ReportSignatory(office="Présidente")]))

    assert not html.select("h2, h3, section, table, .body")
    assert not [tag for tag in html(["p", "ul", "li", "section"]) if not text_of(tag)]


def test_chapter_without_pages_shows_no_list(site: Site) -> None:
    gone = make_initiative("Perdue", publish=False)
    page = make_report(body=body_of([chapter("Vide"), chapter("Perdu", line(gone), line(None))]))

    html = main_of(page)

    assert [text_of(heading) for heading in html("h2")] == ["Vide", "Perdu"]
    assert not html.select("ul.chapter")


def test_preview_of_a_draft_shows_chapters_not_yet_published(site: Site) -> None:
    told = make_initiative("Une régie")
    page = make_report(body=body_of([chapter("Nos actions", line(told))]), publish=False)

    shown = page.make_preview_request().rendered_content

    for words in ("Nos actions", told.get_url()):
        assert words in shown


def test_list_of_reports_shows_the_year_of_each(site: Site) -> None:
    index = make_report("Une année d’eau", year=2023).get_parent()

    card = BeautifulSoup(Client().get(index.get_url()).content, "html.parser").find(
        "article", class_="card"
    )
    assert text_of(card.find(class_="card-foot")) == "2023"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_whatever_it_tells_of(
    client: Client, site: Site, count: int, django_assert_num_queries
) -> None:
    pages = [make_initiative(f"Une régie {number}") for number in range(count)]
    page = make_report(
        editorial="<p>Une année.</p>",
        signatories=[ReportSignatory(office="Maire") for _ in range(count)],
        documents=[ReportDocument(title="PDF", document=make_document()) for _ in range(count)],
        body=body_of(chapter(f"Chapitre {each.pk}", line(each)) for each in pages),
    )
    client.get(page.get_url())

    with django_assert_num_queries(17):
        response = client.get(page.get_url())

    assert response.content.count(b"Une r\xc3\xa9gie") >= count
