"""Tables of figures for tests, and the alliance's own budget as its report prints it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

REPORT = Path(__file__).parents[1] / "seeds" / "activity_report.toml"


def row(label: str, amount: str | None = None, note: str = "") -> dict[str, Any]:
    return {"label": label, "amount": amount, "note": note}


def group(label: str, *rows: dict[str, Any], printed: str | None = None) -> dict[str, Any]:
    return {"label": label, "rows": list(rows), "printed_total": printed}


def figures(*groups: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return what is stored of a table."""
    empty = {"title": "Chiffres", "kind": "costs", "year": None, "unit": "€"}
    return empty | {"groups": list(groups), "note": "", "source": ""} | fields


def comparison(*values: tuple[str, str], **fields: Any) -> dict[str, Any]:
    """Return what is stored of a comparison: members and their values."""
    rows = [{"member": member, "value": value, "note": ""} for member, value in values]
    empty = {"title": "Comparaison", "year": None, "unit": "km", "note": "", "source": ""}
    return empty | {"rows": rows} | fields


def budget_of_2024() -> dict[str, Any]:
    """Return the budget of the activity report: its expenses exceed the total it prints."""
    facts = tomllib.loads(REPORT.read_text())["facts"]
    found: dict[str, list[Any]] = {}
    for fact in facts:
        if fact["holder"] == "budget" and fact["value"]["year"] == 2024:
            found.setdefault(fact["field"], []).append(fact["value"])
    (total,) = found["printed total"]
    revenue, expenses = (
        group(
            label,
            *(row(each["label"], each["amount"]) for each in found[field]),
            printed=total["amount"],
        )
        for label, field in (("Recettes", "revenue"), ("Dépenses", "expense"))
    )
    return figures(
        revenue,
        expenses,
        title="Budget de l’alliance",
        kind="budget",
        year=2024,
        note="Montants tels que le rapport les imprime.",
        source="Rapport d’activité",
    )
