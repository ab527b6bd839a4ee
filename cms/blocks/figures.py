"""A table of figures: budgets, costs, funding and indicators, with their totals."""

from __future__ import annotations

from wagtail import blocks

from cms.blocks.amount import AmountBlock
from cms.blocks.figures_table import Table, table_of
from cms.domain.figures import Kind
from cms.domain.french_numbers import EURO


class FigureRowBlock(blocks.StructBlock):
    """One line: what it is about, and how much."""

    label = blocks.CharBlock(label="Intitulé", max_length=200)
    amount = AmountBlock(
        label="Montant", help_text="Laissez vide un montant que le document ne donne pas."
    )
    note = blocks.CharBlock(label="Précision", required=False, max_length=200)

    class Meta:
        icon = "minus"
        label = "Ligne"


class FigureGroupBlock(blocks.StructBlock):
    """Lines that add up, and the total that the document prints under them."""

    label = blocks.CharBlock(
        label="Nom du groupe", max_length=120, help_text="Par exemple «\xa0Recettes\xa0»."
    )
    rows = blocks.ListBlock(FigureRowBlock(), label="Lignes")
    printed_total = AmountBlock(
        label="Total imprimé",
        help_text="Le total tel que le document l’imprime, même s’il diffère de la somme.",
    )

    class Meta:
        icon = "list-ul"
        label = "Groupe"


class FiguresValue(blocks.StructValue):
    """What was typed; `table` is what people are shown of it."""

    @property
    def table(self) -> Table:
        return table_of(self)


class FiguresBlock(blocks.StructBlock):
    """Totals are computed when shown, never stored: what was printed stays as it was typed."""

    title = blocks.CharBlock(label="Titre du tableau", max_length=200)
    kind = blocks.ChoiceBlock(label="Type de tableau", choices=Kind.choices)
    year = blocks.IntegerBlock(label="Année", required=False, min_value=1900, max_value=2100)
    unit = blocks.CharBlock(
        label="Unité",
        required=False,
        default=EURO,
        max_length=40,
        help_text="Par exemple €, km, habitants.",
    )
    groups = blocks.ListBlock(FigureGroupBlock(), label="Groupes", min_num=1)
    note = blocks.TextBlock(
        label="Note",
        required=False,
        max_length=1000,
        help_text="Par exemple pourquoi un total imprimé diffère de la somme.",
    )
    source = blocks.CharBlock(label="Source", required=False, max_length=300)

    class Meta:
        icon = "table"
        label = "Tableau de chiffres"
        value_class = FiguresValue
