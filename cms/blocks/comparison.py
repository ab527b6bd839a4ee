"""A comparison: one value a member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from cms.blocks.figures_table import caption_of
from cms.domain.french_numbers import number, read_number


class ComparisonRowBlock(blocks.StructBlock):
    """What one member answers, or has, or does."""

    member = blocks.CharBlock(label="Membre", max_length=200)
    value = blocks.CharBlock(
        label="Valeur",
        required=False,
        max_length=200,
        help_text="Un nombre ou quelques mots. Laissez vide si elle n’est pas connue.",
    )
    note = blocks.CharBlock(label="Précision", required=False, max_length=200)

    class Meta:
        icon = "minus"
        label = "Membre"


@dataclass(frozen=True)
class ComparisonLine:
    """One member; `is_told` is false where `value` says that there is none."""

    member: str
    value: str
    note: str
    is_told: bool
    is_number: bool


class ComparisonValue(blocks.StructValue):
    """What was typed; `caption`, `heading` and `lines` are what people are shown of it."""

    @property
    def caption(self) -> str:
        return caption_of(self["title"] or "", self["year"])

    @property
    def heading(self) -> str:
        return f"Valeur ({self['unit']})" if self["unit"] else "Valeur"

    @property
    def lines(self) -> list[ComparisonLine]:
        return [line_of(row, self["unit"] or "") for row in self["rows"]]


class ComparisonBlock(blocks.StructBlock):
    """The same question to each member; who has not answered is in the table too."""

    title = blocks.CharBlock(
        label="Titre du tableau", max_length=200, help_text="Ce que l’on compare, ou la question."
    )
    year = blocks.IntegerBlock(label="Année", required=False, min_value=1900, max_value=2100)
    unit = blocks.CharBlock(
        label="Unité",
        required=False,
        max_length=40,
        help_text="Par exemple habitants ou €. Laissez vide pour des réponses en mots.",
    )
    rows = blocks.ListBlock(ComparisonRowBlock(), label="Membres", min_num=1)
    note = blocks.TextBlock(label="Note", required=False, max_length=1000)
    source = blocks.CharBlock(label="Source", required=False, max_length=300)

    class Meta:
        icon = "table"
        label = "Comparaison entre membres"
        value_class = ComparisonValue


def line_of(row: Mapping[str, Any], unit: str) -> ComparisonLine:
    member, value, note = row["member"] or "", (row["value"] or "").strip(), row["note"] or ""
    if not value:
        return ComparisonLine(member, "non renseigné", note, is_told=False, is_number=False)
    # Without a unit it may be a year, which is not written « 2 024 ».
    amount = read_number(value) if unit else None
    written = value if amount is None else number(amount, unit)
    return ComparisonLine(member, written, note, is_told=True, is_number=amount is not None)
