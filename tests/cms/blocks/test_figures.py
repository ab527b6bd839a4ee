"""Tables of figures: what people are shown of what was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.blocks.amount import AmountBlock
from cms.blocks.body_context import TAGS, BodyContext, sanitised
from cms.blocks.figures import FiguresBlock
from cms.blocks.figures_html import figures_html
from cms.blocks.figures_table import Table
from cms.blocks.html import plain_html
from cms.blocks.targets import Targets
from cms.domain.figures import Kind
from tests.cms.blocks.bodies import PATH, blocks_of, make_page, queries_of
from tests.factories.figures import budget_of_2024, figures, group, row

texts = st.text(st.characters(exclude_categories=["C"]), max_size=12)
amounts = st.none() | st.decimals(-(10**9), 10**9, places=2).map(str)
groups = st.builds(group, texts, st.builds(row, texts, amounts, texts), printed=amounts)
tables = st.builds(
    figures,
    groups,
    groups,
    title=texts,
    unit=texts,
    note=texts,
    source=texts,
    kind=st.sampled_from(Kind.values),
)

OVER = (
    "Dépenses\xa0: la somme des lignes est de 126\xa0074,20\xa0€, soit 7\xa0210\xa0€ de plus "
    "que le total imprimé dans le document, 118\xa0864,20\xa0€."
)
HOSTILE = '<script>alert("1")</script>{{ x }}'


def table(*groups, **fields) -> Table:
    return FiguresBlock().to_python(figures(*groups, **fields)).table


def totals(found: Table) -> list[list[tuple[str, str, str]]]:
    return [[(line.label, line.amount, line.note) for line in g.totals] for g in found.groups]


def test_table_of_the_budget_keeps_both_totals_and_names_the_difference():
    found = FiguresBlock().to_python(budget_of_2024()).table

    assert (found.caption, found.amount_heading) == ("Budget de l’alliance, 2024", "Montant (€)")
    assert [len(g.lines) for g in found.groups] == [5, 7]
    assert found.groups[0].lines[3].amount == "7\xa0909,20"
    assert totals(found) == [
        [("Total", "118\xa0864,20", "")],
        [
            ("Total calculé", "126\xa0074,20", ""),
            ("Total imprimé dans le document", "118\xa0864,20", ""),
        ],
    ]
    assert found.mismatches == [OVER]
    assert found.balance.amount == "−7\xa0210"


def test_table_without_printed_total_has_nothing_to_compare():
    found = table(group("2023", row("Hydrogène", "55918"), row("Énergie", "18025")))

    assert totals(found) == [[("Total", "73\xa0943", "")]]
    assert (found.mismatches, found.balance) == ([], None)


@pytest.mark.parametrize(
    ("count", "note"), [(1, "1\xa0ligne non chiffrée"), (2, "2\xa0lignes non chiffrées")]
)
def test_table_with_amounts_not_told_says_how_many_its_total_lacks(count, note):
    rows = [row("Connue", "10"), *[row("Inconnue")] * count]
    found = table(group("A", *rows, printed="12"))

    assert (found.groups[0].lines[1].amount, found.groups[0].lines[1].is_told) == (
        "non précisé",
        False,
    )
    assert totals(found)[0][0] == ("Total calculé", "10", f"hors {note}")
    assert found.mismatches == [
        "A\xa0: la somme des lignes chiffrées est de 10\xa0€, soit 2\xa0€ de moins "
        "que le total imprimé dans le document, 12\xa0€."
    ]


@pytest.mark.parametrize("rows", [[], [row("Inconnue")]], ids=["empty", "untold"])
def test_table_whose_group_tells_no_amount_shows_the_printed_total_alone(rows):
    assert totals(table(group("A", *rows))) == [[]]
    assert totals(table(group("A", *rows, printed="12"))) == [
        [("Total imprimé dans le document", "12", "")]
    ]
    assert table(group("A", *rows, printed="12")).mismatches == []


def test_table_of_indicators_adds_up_only_what_the_document_adds_up():
    rows = [row("Redon", "66000"), row("Blain", "16000")]
    fields = {"kind": "indicators", "unit": "habitants"}

    assert totals(table(group("Membres", *rows), **fields)) == [[]]
    found = table(group("Membres", *rows, printed="82001"), **fields)
    assert found.amount_heading == "Chiffre (habitants)"
    assert found.mismatches == [
        "Membres\xa0: la somme des lignes est de 82\xa0000\xa0habitants, soit 1 de moins "
        "que le total imprimé dans le document, 82\xa0001\xa0habitants."
    ]


@pytest.mark.parametrize("kind", ["costs", "funding", "indicators"])
def test_table_of_another_kind_has_no_balance(kind):
    sides = [group("Recettes", row("a", "2")), group("Dépenses", row("b", "1"))]

    assert table(*sides, kind="budget").balance.amount == "1"
    assert table(*sides, kind=kind).balance is None


def test_caption_does_not_repeat_the_year():
    assert table(title="Budget 2024", year=2024).caption == "Budget 2024"
    assert table(title="Budget", year=2024).caption == "Budget, 2024"
    assert table(title="Budget").caption == "Budget"


def test_table_of_a_draft_that_lacks_everything_can_still_be_previewed():
    found = FiguresBlock().to_python({"groups": [{"rows": [{}]}]}).table

    assert (found.caption, found.label_heading) == ("", "Intitulé")
    assert found.groups[0].lines[0].label == ""


@pytest.mark.parametrize("typed", ["118864,20", "118 864,20", "118\xa0864,20", "118\u202f864,20 €"])
def test_amount_is_typed_in_french(typed):
    with translation.override("fr"):
        assert AmountBlock().clean(AmountBlock().value_from_datadict({"a": typed}, {}, "a")) == (
            Decimal("118864.20")
        )
        assert AmountBlock().get_form_state(Decimal("118864.20")) == "118\xa0864,20"


def test_amount_may_be_empty_but_not_a_word():
    assert AmountBlock().clean("") is None
    with pytest.raises(ValidationError):
        AmountBlock().clean("beaucoup")


def test_wrong_total_is_neither_refused_nor_changed_by_the_form():
    value = FiguresBlock().to_python(budget_of_2024())

    assert FiguresBlock().get_prep_value(FiguresBlock().clean(value)) == (
        FiguresBlock().get_prep_value(value)
    )


@pytest.mark.usefixtures("site")
def test_plain_html_is_a_table_with_caption_scopes_and_foot():
    side = group("Recettes", row("Région", "5000", "votée"), printed="5000")
    spent = group("Dépenses", row("Études", "1200.5"), row("Salle"))
    page = make_page(
        ("figures", figures(side, spent, kind="budget", note="Un.\n\nDeux.", source="Rapport"))
    )

    assert plain_html(page, PATH) == (
        "<table><caption>Chiffres</caption><thead>"
        '<tr><th scope="col">Poste</th><th scope="col">Montant (€)</th></tr></thead>'
        '<tbody><tr><th colspan="2" scope="rowgroup">Recettes</th></tr>'
        '<tr><th scope="row">Région<br>votée</th><td>5\xa0000</td></tr>'
        '<tr><th scope="row">Total</th><td>5\xa0000</td></tr></tbody>'
        '<tbody><tr><th colspan="2" scope="rowgroup">Dépenses</th></tr>'
        '<tr><th scope="row">Études</th><td>1\xa0200,50</td></tr>'
        '<tr><th scope="row">Salle</th><td>non précisé</td></tr>'
        '<tr><th scope="row">Total<br>hors 1\xa0ligne non chiffrée</th><td>1\xa0200,50</td></tr>'
        "</tbody></table><p>Un.</p>\n\n<p>Deux.</p><p>Source\xa0: Rapport</p>"
    )


@pytest.mark.usefixtures("site")
def test_volto_gets_the_same_html_in_one_block():
    page = make_page(("figures", budget_of_2024()))

    (block,) = blocks_of(page)

    assert block == {"@type": "html", "html": plain_html(page, PATH)}
    assert f"<p>{OVER}</p><p>Montants tels que" in block["html"]
    foot = BeautifulSoup(block["html"], "html.parser").tfoot
    assert foot.get_text(" ") == "Solde calculé (recettes moins dépenses) −7\xa0210"


@pytest.mark.usefixtures("site")
def test_plain_html_hostile_words_are_words():
    rows = group(HOSTILE, row(HOSTILE, "1", HOSTILE), printed="2")
    fields = dict.fromkeys(("title", "unit", "note", "source"), HOSTILE)
    html = plain_html(make_page(("figures", figures(rows, **fields))), PATH)

    tree = BeautifulSoup(html, "html.parser")
    assert tree.find("script") is None
    assert tree.get_text().count(HOSTILE) == 11
    assert tree.caption.get_text() == HOSTILE


@given(tables)
def test_figures_html_any_table_keeps_every_word_and_needs_no_cleaning(stored):
    body = BodyContext(page=None, path=PATH, targets=Targets([], {}, {}))
    tree = BeautifulSoup(figures_html(FiguresBlock().to_python(stored), body), "html.parser")

    clean = BeautifulSoup(sanitised(str(tree)), "html.parser")
    assert clean.get_text() == tree.get_text()
    assert {tag.name for tag in tree.find_all(True)} <= TAGS
    typed = [stored["title"], stored["note"].strip(), stored["source"], stored["unit"]]
    for side in stored["groups"]:
        typed += [side["label"], side["rows"][0]["label"], side["rows"][0]["note"]]
    for words in typed:
        assert words in tree.get_text()


@pytest.mark.usefixtures("site")
def test_figures_ask_nothing_of_the_database():
    many = [("figures", budget_of_2024())] * 30

    assert [queries_of(make_page(*many[:number])) for number in (0, 1, 30)] == [0, 0, 0]
