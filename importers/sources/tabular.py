"""Tables in a text file: CSV as French administrations publish it, whatever way.

Encoding, delimiter and the row that holds the names are found by looking, unless the
source's options (`encoding`, `delimiter`) say them.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path

import charset_normalizer

from cms.domain import fetch
from importers.record import Row, RowError
from importers.sources import MOST_ROWS, Kind, SourceError, Table

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ";,\t|"
SAMPLE = 200_000  # bytes from which the encoding is guessed
HEAD = 30  # rows among which the names are looked for


def read(where: str | Path, options: dict, expected: set[str]) -> Table:
    """Open a table; raises `SourceError` or `FetchError` when it is not one."""
    body = where.read_bytes() if isinstance(where, Path) else fetch.get(where).body
    if not options.get("encoding"):
        _refuse_other_formats(body)
    encoding = options.get("encoding") or _encoding(body)
    try:
        head = list(islice(_lines(body, encoding), HEAD))
        delimiter = options.get("delimiter") or _delimiter(head)
        position, columns = _names(head, delimiter, expected)
    except (UnicodeError, LookupError) as error:
        raise SourceError(
            f"Le fichier n’est pas lisible avec l’encodage « {encoding} »."
        ) from error
    return Table(columns, _rows(body, encoding, delimiter, position, columns))


def _refuse_other_formats(body: bytes) -> None:
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise SourceError("Le fichier est vide.")
    if start[:2] == b"PK" or start[:4] == b"\xd0\xcf\x11\xe0":
        raise SourceError(
            "Le fichier est un classeur ou une archive, pas un tableau en texte : "
            "enregistrez-le au format CSV."
        )
    if start[:1] == b"<":
        raise SourceError("L’adresse donne une page web, pas un tableau : cherchez le lien du CSV.")
    if start[:1] in b"{[":
        raise SourceError("Le contenu est du JSON, pas un tableau : choisissez un autre type.")
    if b"\0" in start and body[:2] not in BOMS:
        raise SourceError("Le fichier n’est pas un tableau en texte.")


def _encoding(body: bytes) -> str:
    for bom, encoding in BOMS.items():
        if body.startswith(bom):
            return encoding
    for encoding in ("utf-8", "cp1252"):  # the second refuses five bytes that others use
        try:
            body.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    guess = charset_normalizer.from_bytes(body[:SAMPLE]).best()
    return guess.encoding if guess else "latin-1"


def _lines(body: bytes, encoding: str) -> Iterator[str]:
    return iter(TextIOWrapper(BytesIO(body), encoding=encoding, newline=""))


def _delimiter(head: list[str]) -> str:
    """Return the sign that cuts most of the first lines into the same, largest number."""

    def score(delimiter: str) -> int:
        widths = Counter(len(row) for row in _readable(head, delimiter) if row)
        width, times = widths.most_common(1)[0] if widths else (1, 0)
        return (width - 1) * times

    return max(DELIMITERS, key=score)


def _readable(head: list[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(head, delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except csv.Error:
            continue
        except StopIteration:
            return


def _names(head: list[str], delimiter: str, expected: set[str]) -> tuple[int, tuple[str, ...]]:
    """Return the number of records before the names, and the names.

    Titles and notes often stand above them: the row that holds most of the expected names
    is theirs, and the first row of the usual width when none does.
    """
    rows = [[cell.strip() for cell in row] for row in _readable(head, delimiter)]
    if not any(rows):
        raise SourceError("Le fichier est vide.")
    width = Counter(len(row) for row in rows if row).most_common(1)[0][0]
    known = [len(expected & set(row)) for row in rows]
    position = (
        known.index(max(known)) if any(known) else [len(row) == width for row in rows].index(True)
    )
    columns = rows[position]
    while columns and not columns[-1]:
        columns.pop()
    twice = [name for name, times in Counter(filter(None, columns)).items() if times > 1]
    if expected & set(twice):
        raise SourceError(f"Deux colonnes portent le même nom : {', '.join(sorted(twice))}.")
    return position, tuple(columns)


def _rows(
    body: bytes, encoding: str, delimiter: str, position: int, columns: tuple[str, ...]
) -> Iterator[Row | RowError]:
    reader = csv.reader(_lines(body, encoding), delimiter=delimiter)
    for _ in range(position + 1):
        next(reader)
    read = 0
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield RowError(number, "une cellule est trop longue ou ses guillemets sont mal fermés")
            continue
        except UnicodeError as error:
            raise SourceError(
                f"Le fichier n’est plus lisible à partir de la ligne {number} "
                f"(encodage « {encoding} »)."
            ) from error
        if not any(cell.strip() for cell in cells):
            continue
        read += 1
        if read > MOST_ROWS:
            raise SourceError(f"Le fichier compte plus de {MOST_ROWS} lignes.")
        extra = any(cell.strip() for cell in cells[len(columns) :])
        if extra or len(cells) < len(columns):
            yield RowError(number, f"{len(cells)} cellules au lieu de {len(columns)}")
        else:
            yield Row(number, dict(zip(columns, cells, strict=False)))


KIND = Kind("tabular", "Fichier tabulaire (CSV)", read)
