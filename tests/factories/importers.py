"""Factories of sources: configured as a person would, read from small real files."""

from __future__ import annotations

from pathlib import Path

from importers.config import parse
from importers.configure import configure
from importers.models import Run, Source
from importers.pipeline import Request, pull

DESCRIPTION = """
slug = "{slug}"
title = "Catalogue d’essai"
kind = "{kind}"
address = "{address}"
licence = "Licence Ouverte 2.0"
licence_url = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
attribution = "Partenaire d’essai"

[mapping.record]
external_id = "id"
title = "titre"
summary = "resume"
body = [{{ label = "Le contexte", from = "texte" }}]
topics = {{ from = "themes", split = "," }}
territories = [{{ level = "commune", from = "insee" }}]
amounts = [{{ label = "Coût", from = "montant" }}]
funders = "financeur"
original_url = {{ text = "https://catalogue.example.org/{{id}}" }}
"""

COLUMNS = ("id", "titre", "resume", "texte", "themes", "insee", "montant", "financeur")


def make_source(slug: str = "essai", kind: str = "tabular", address: str = "") -> Source:
    description = DESCRIPTION.format(slug=slug, kind=kind, address=address)
    return configure(parse(description))[0]


def make_row(number: int = 1, **cells: str) -> dict[str, str]:
    """Return a row about Redon; `cells` change some of it."""
    row = {
        "id": str(number),
        "titre": f"Une action {number}",
        "resume": "Deux phrases. Pas plus.",
        "texte": "<p>Il fallait agir.</p>",
        "themes": "energie",
        "insee": "35236",
        "montant": "1 200,50",
        "financeur": "Région",
    }
    return row | cells


def write_table(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write rows as the CSV of a partner."""
    columns = list(rows[0]) if rows else COLUMNS
    lines = [";".join(columns), *(";".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def pull_rows(source: Source, folder: Path, rows: list[dict[str, str]], **request) -> Run:
    """Pull a source from a file with these rows."""
    where = write_table(folder / "catalogue.csv", rows)
    return pull(Run(source=source), Request(where=where, **request))


def counts(run: Run) -> dict[str, int]:
    return {name: number for name, number in run.counts().items() if number}
