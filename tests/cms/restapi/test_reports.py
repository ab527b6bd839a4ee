"""What the API tells of activity reports."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from cms.domain import authoring
from tests.cms.restapi.asking import get, get_titles
from tests.factories.cms import make_initiative, make_report
from tests.factories.pages import make_pages
from tests.factories.reports import body_of, chapter, line

REPORT = "/rapports-d-activite/rapport-d-activite-2024"


def test_content_of_a_report_tells_its_fields(site: Site) -> None:
    make_pages(site)

    found = get(REPORT)

    assert (found["@type"], found["type_title"]) == ("Report", "Rapport d’activité")
    assert (found["year"], found["years"], found["is_folderish"]) == (2024, [2024], False)
    assert found["editorial"]["data"] == "<p>Une année <b>bien remplie</b>.</p>"
    assert found["signatories"] == [
        {"office": "Présidente", "organisation": "Redon Agglomération", "name": ""}
    ]
    assert [document["title"] for document in found["documents"]] == ["Rapport imprimé"]
    (told,) = found["chapters"]
    assert (told["title"], told["start_year"], told["end_year"]) == ("L’eau", 2023, 2024)
    assert [(each["page"]["title"], each["text"]) for each in told["pages"]] == [
        ("Une régie pour l’eau", "Notre fierté."),
        ("Habiter demain", ""),
    ]


def test_chapters_are_read_in_text_and_blocks_with_their_links(site: Site) -> None:
    told = make_initiative("Une régie & une gare", summary="Deux communes.")
    other = make_initiative("Un lavoir", summary="")
    lines = (line(told, "Nos <mots>."), line(other), line(told))
    make_report(
        editorial="<p>Bonjour.</p>",
        body=body_of([chapter("La Création", *lines, start_year=2019, introduction="<p>Né.</p>")]),
    )

    found = get(REPORT)

    assert found["text"]["data"] == (
        "<h2>Éditorial</h2><p>Bonjour.</p>"
        "<h2>La Création, depuis 2019</h2><p>Né.</p><ul>"
        f'<li><a href="http://testserver{told.get_url().rstrip("/")}">Une régie &amp; une gare</a>'
        "\u00a0: Nos &lt;mots&gt;.</li>"
        f'<li><a href="http://testserver{other.get_url().rstrip("/")}">Un lavoir</a></li>'
        f'<li><a href="http://testserver{told.get_url().rstrip("/")}">Une régie &amp; une gare</a>'
        "\u00a0: Deux communes.</li></ul>"
    )
    blocks = [found["blocks"][name] for name in found["blocks_layout"]["items"]]
    assert [block.get("plaintext") for block in blocks[1:]][:4] == [
        "Éditorial",
        "Bonjour.",
        "La Création, depuis 2019",
        "Né.",
    ]
    assert {block["@type"] for block in blocks} == {"title", "slate"}


@pytest.mark.parametrize("leaves", [authoring.unpublish, authoring.delete])
def test_page_that_leaves_takes_nothing_but_itself(site: Site, leaves) -> None:
    gone, kept = make_initiative("Une gare"), make_initiative("Une régie")
    make_report(body=body_of([chapter("A", line(gone), line(kept), line(gone, "Nos mots."))]))

    leaves(gone)

    found = get(REPORT)
    assert [(each["page"] or {}).get("title") for each in found["chapters"][0]["pages"]] == [
        "Une régie",
        None,
    ]
    assert "Une gare" not in str(found)
    assert found["text"]["data"].count("<li>") == 2


def test_bare_report_has_the_same_keys(site: Site) -> None:
    make_pages(site)
    make_report("Nu", year=2020)

    assert set(get("/rapports-d-activite/nu")) == set(get(REPORT))


def test_search_finds_reports_by_type_and_year(site: Site) -> None:
    make_report("Le rapport", year=2023)

    assert get_titles("/@search?portal_type=Report&year=2023") == ["Le rapport"]
    assert get_titles("/@search?portal_type=Report&year=2024") == []
