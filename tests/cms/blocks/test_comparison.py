"""Comparisons between members, as clients of the API read them."""

from __future__ import annotations

import pytest

from cms.blocks.comparison import ComparisonBlock
from cms.blocks.html import plain_html
from tests.cms.blocks.bodies import PATH, blocks_of, make_page
from tests.factories.figures import comparison


def table(*values, **fields):
    block = ComparisonBlock()
    return block.to_python(comparison(*values, **fields))


@pytest.mark.parametrize(
    ("typed", "unit", "shown"),
    [
        ("35000,5", "habitants", "35\xa0000,5"),
        ("35 000", "habitants", "35\xa0000"),
        ("12.5", "€", "12,50"),
        ("environ 12", "km", "environ 12"),
        ("12 %", "%", "12 %"),
        ("2024", "", "2024"),
        (" oui ", "", "oui"),
        ("", "km", "non renseigné"),
        ("  ", "", "non renseigné"),
        ("9e999", "km", "9e999"),
    ],
)
def test_value_is_a_number_where_there_is_a_unit_and_else_words(typed, unit, shown):
    (line,) = table(("Redon", typed), unit=unit).lines
    assert line.value == shown
    assert line.is_told == bool(typed.strip())


def test_caption_names_the_year_once_and_heading_the_unit():
    told = table(("Redon", "1"), title="Tarif", year=2024, unit="€")
    assert (told.caption, told.heading) == ("Tarif, 2024", "Valeur (€)")
    told = table(("Redon", "1"), title="Tarif de 2024", year=2024, unit="")
    assert (told.caption, told.heading) == ("Tarif de 2024", "Valeur")


def test_draft_of_which_nothing_is_typed_can_be_shown():
    told = ComparisonBlock().to_python({"rows": [{}]})
    assert (told.caption, told.heading, told.lines[0].value) == ("", "Valeur", "non renseigné")


@pytest.mark.usefixtures("site")
def test_table_is_plain_html_and_for_volto_a_block_of_it():
    value = comparison(("<b>Redon", "5"), ("Nozay", ""), note="Une note", source="Enquête")
    value["rows"][0]["note"] = "estimé"
    page = make_page(("comparison", value))

    html = plain_html(page, PATH)

    assert html == (
        "<table><caption>Comparaison</caption>"
        '<thead><tr><th scope="col">Membre</th><th scope="col">Valeur (km)</th></tr></thead>'
        '<tbody><tr><th scope="row">&lt;b&gt;Redon<br>estimé</th><td>5</td></tr>'
        '<tr><th scope="row">Nozay</th><td>non renseigné</td></tr></tbody></table>'
        "<p>Une note</p><p>Source\xa0: Enquête</p>"
    )
    assert blocks_of(page) == [{"@type": "html", "html": html}]


@pytest.mark.usefixtures("site")
def test_words_of_a_table_are_found():
    page = make_page(("comparison", comparison(("Redon", "en régie"), title="Gestion")))
    assert " ".join(page.listing_text().split()) == "Gestion km Redon en régie"
