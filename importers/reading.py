"""From a row of a catalogue to a record, by the rules of its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import TypeVar

from pydantic import ValidationError

from cms.domain.sanitise import rich_text, text_of
from importers import normalise
from importers.mapping import COLUMN_IN_TEXT, LEVELS, Labelled, Mapping, Rule
from importers.record import Amount, Place, Record, Row, RowError
from importers.sources import SourceError, Table

MARKUP = re.compile(r"</?[a-z][^<>]*>|&(#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
TITLE_LENGTH = 255  # of a Wagtail page

Value = TypeVar("Value")


def record_of(row: Row, mapping: Mapping) -> Record:
    """Return the record that a row tells, or raise a `RowError` that says what is wrong."""
    cells = _Cells(row, mapping.tables)
    fields = mapping.record
    values = {
        "external_id": cells.one(fields.external_id, normalise.text),
        "title": _shortened(cells.one(fields.title, _plain_title)),
        "summary": cells.one(fields.summary, _plain) or "",
        "body_html": rich_text("".join(cells.section(rule) for rule in fields.body)),
        "topics": tuple(sorted(cells.many(fields.topics, normalise.text))),
        "territories": tuple(
            Place(rule.level, code)
            for rule in fields.territories
            for code in cells.many([rule], LEVELS[rule.level])
        ),
        "years": tuple(sorted(cells.many(fields.years, normalise.year))),
        "effective": cells.one(fields.effective, normalise.day),
        "status": cells.one(fields.status, normalise.text) or "",
        "amounts": tuple(
            Amount(rule.label, value)
            for rule in fields.amounts
            for value in cells.many([rule], normalise.amount)
        ),
        "funders": tuple(cells.many(fields.funders, normalise.text)),
        "beneficiary": cells.one(fields.beneficiary, normalise.text) or "",
        "beneficiary_siren": cells.one(fields.beneficiary_siren, normalise.siren) or "",
        "original_url": cells.one(fields.original_url, normalise.web_address) or "",
        "licence": cells.one(fields.licence, normalise.text) or "",
    }
    if not values["external_id"]:
        raise RowError(row.number, "la référence est absente")
    if not values["title"]:
        raise RowError(row.number, "le titre est absent")
    try:
        return Record(**values)
    except ValidationError as error:
        names = ", ".join(str(problem["loc"][0]) for problem in error.errors())
        raise RowError(row.number, f"valeur trop longue ou inattendue : {names}") from error


def refuse_drift(mapping: Mapping, table: Table) -> None:
    """Stop before any write when a column that the rules name is not there any more."""
    missing = sorted(mapping.columns() - set(table.columns))
    if missing:
        unused = [name for name in table.columns if name and name not in mapping.columns()]
        raise SourceError(
            f"Le catalogue a changé de forme : colonne absente : {', '.join(missing)}. "
            f"Colonnes trouvées et sans emploi : {', '.join(unused) or 'aucune'}. "
            "Rien n’a été modifié : corrigez la correspondance des colonnes."
        )


def reference_of(row: Row, mapping: Mapping) -> str | None:
    """Return the reference of a row that cannot be read otherwise, when it has one."""
    try:
        return _Cells(row, mapping.tables).one(mapping.record.external_id, normalise.text)
    except RowError:
        return None


class _Cells:
    """The cells of one row, read by rules."""

    def __init__(self, row: Row, tables: dict[str, dict[str, list[str] | str]]) -> None:
        self.row = row
        self.tables = tables

    def one(self, rule: Rule | None, reader: Callable[[object], Value | None]) -> Value | None:
        values = self.many([rule], reader) if rule else []
        return values[0] if values else None

    def many(self, rules: Iterable[Rule], reader: Callable[[object], Value | None]) -> list[Value]:
        """Return what the rules give, without empty values and repetitions, in their order."""
        found: dict[Value, None] = {}
        for rule in rules:
            for raw in self._raw(rule):
                try:
                    value = reader(raw)
                except ValueError as error:
                    where = f"colonne « {rule.column} », " if rule.column else ""
                    raise RowError(self.row.number, f"{where}{error}") from error
                if value is not None:
                    found[value] = None
        return list(found)

    def section(self, rule: Labelled) -> str:
        texts = self.many([rule], normalise.text_block)
        if not texts:
            return ""
        heading = f"<h2>{escape(rule.label)}</h2>" if rule.label else ""
        return heading + "".join(_as_html(text) for text in texts)

    def _raw(self, rule: Rule) -> list[object]:
        if rule.constant is not None:
            values = rule.constant if isinstance(rule.constant, list) else [rule.constant]
        elif rule.text:
            values = [self._filled(rule.text)]
        else:
            cell = self.row.cells.get(rule.column)
            values = cell if isinstance(cell, list) else [cell]
        if rule.split:
            values = [part for value in values for part in str(value or "").split(rule.split)]
        if rule.table:
            values = [word for value in values for word in self._translated(rule, value)]
        return values

    def _filled(self, text: str) -> str | None:
        """Put words in place of names; one that has no words leaves nothing to say."""
        words = {name: self._word(name) for name in COLUMN_IN_TEXT.findall(text)}
        if not all(words.values()):
            return None
        return COLUMN_IN_TEXT.sub(lambda found: words[found[1]] or "", text)

    def _word(self, column: str) -> str | None:
        try:
            return normalise.text(self.row.cells.get(column))
        except ValueError as error:
            raise RowError(self.row.number, f"colonne « {column} », {error}") from error

    def _translated(self, rule: Rule, value: object) -> list[str]:
        words = normalise.text(value)
        if words is None:
            return []
        table = {_folded(key): meaning for key, meaning in self.tables[rule.table].items()}
        meaning = table.get(_folded(words), table.get("*"))
        if meaning is None:
            raise RowError(
                self.row.number,
                f"colonne « {rule.column} », « {words[:80]} » n’a pas de correspondance "
                f"dans la table « {rule.table} »",
            )
        return [meaning] if isinstance(meaning, str) else meaning


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _plain(cell: object) -> str | None:
    words = normalise.text_block(cell)
    return normalise.text(text_of(words) if words and MARKUP.search(words) else words)


def _plain_title(cell: object) -> str | None:
    return normalise.title(_plain(cell))


def _as_html(text: str) -> str:
    """Return markup as it is, and plain text as paragraphs."""
    if MARKUP.search(text):
        return text
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _shortened(title: str | None) -> str | None:
    if title is None or len(title) <= TITLE_LENGTH:
        return title
    return title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
