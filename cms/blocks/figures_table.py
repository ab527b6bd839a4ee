"""A table of figures as people read it: on web pages, in the API, in messages to staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cms.domain.figures import Kind, balance, difference, total, untold
from cms.domain.french_numbers import number, quantity

HEADINGS: dict[str, tuple[str, str]] = {
    Kind.BUDGET: ("Poste", "Montant"),
    Kind.COSTS: ("Action", "Coût"),
    Kind.FUNDING: ("Financeur", "Montant"),
    Kind.INDICATORS: ("Indicateur", "Chiffre"),
}


@dataclass(frozen=True)
class Line:
    """One line of a table; `is_told` is false where `amount` says that there is none."""

    label: str
    amount: str
    note: str = ""
    is_told: bool = True


@dataclass(frozen=True)
class Group:
    """Lines under a name, and what they come to; `mismatch` is a sentence, mostly empty."""

    label: str
    lines: tuple[Line, ...]
    totals: tuple[Line, ...]
    mismatch: str


@dataclass(frozen=True)
class Table:
    """All of it, in French; nothing is escaped yet."""

    caption: str
    label_heading: str
    amount_heading: str
    groups: tuple[Group, ...]
    balance: Line | None
    note: str
    source: str

    @property
    def mismatches(self) -> list[str]:
        """Return a sentence for each printed total that its lines do not make."""
        return [group.mismatch for group in self.groups if group.mismatch]


def table_of(value: Mapping[str, Any]) -> Table:
    """Return what is shown of the value of a block, which in a draft may lack anything."""
    kind, unit = value["kind"], value["unit"] or ""
    label_heading, amount_heading = HEADINGS.get(kind, ("Intitulé", "Montant"))
    return Table(
        caption=caption_of(value["title"] or "", value["year"]),
        label_heading=label_heading,
        amount_heading=f"{amount_heading} ({unit})" if unit else amount_heading,
        groups=tuple(_group(group, kind, unit) for group in value["groups"]),
        balance=_balance(value["groups"], unit) if kind == Kind.BUDGET else None,
        note=value["note"] or "",
        source=value["source"] or "",
    )


def caption_of(title: str, year: int | None) -> str:
    """Return the title of a table with its year, which the title may name already."""
    return title if year is None or str(year) in title else f"{title}, {year}"


def _group(group: Mapping[str, Any], kind: str, unit: str) -> Group:
    label, printed, amounts = group["label"] or "", group["printed_total"], _amounts(group)
    # Nobody asked that indicators add up, unless the document says so.
    computed = None if kind == Kind.INDICATORS and printed is None else total(amounts)
    return Group(
        label=label,
        lines=tuple(_line(row, unit) for row in group["rows"]),
        totals=tuple(_totals(computed, printed, untold(amounts), unit)),
        mismatch=_mismatch(label, computed, printed, untold(amounts), unit),
    )


def _amounts(group: Mapping[str, Any]) -> list[Decimal | None]:
    return [row["amount"] for row in group["rows"]]


def _line(row: Mapping[str, Any], unit: str) -> Line:
    label, amount, note = row["label"] or "", row["amount"], row["note"] or ""
    if amount is None:
        return Line(label, "non précisé", note, is_told=False)
    return Line(label, number(amount, unit), note)


def _totals(
    computed: Decimal | None, printed: Decimal | None, missing: int, unit: str
) -> list[Line]:
    """Return one total where there is one, or two that differ: ours, and the document's."""
    differs = bool(difference(computed, printed))
    lines = []
    if computed is not None:
        label = "Total calculé" if differs else "Total"
        lines.append(Line(label, number(computed, unit), _without(missing)))
    if printed is not None and (differs or computed is None):
        lines.append(Line("Total imprimé dans le document", number(printed, unit)))
    return lines


def _without(missing: int) -> str:
    if missing > 1:
        return f"hors {missing}\xa0lignes non chiffrées"
    return "hors 1\xa0ligne non chiffrée" if missing else ""


def _mismatch(
    label: str, computed: Decimal | None, printed: Decimal | None, missing: int, unit: str
) -> str:
    gap = difference(computed, printed)
    if not gap:
        return ""
    lines = "lignes chiffrées" if missing else "lignes"
    return (
        f"{label}\xa0: la somme des {lines} est de {quantity(computed, unit)}, "
        f"soit {quantity(abs(gap), unit)} de {'plus' if gap > 0 else 'moins'} "
        f"que le total imprimé dans le document, {quantity(printed, unit)}."
    )


def _balance(groups: Any, unit: str) -> Line | None:
    found = balance([(group["label"] or "", _amounts(group)) for group in groups])
    if found is None:
        return None
    return Line("Solde calculé (recettes moins dépenses)", number(found, unit))
