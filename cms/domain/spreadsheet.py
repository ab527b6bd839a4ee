"""Tables for spreadsheets, as French ones open them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

# What makes a spreadsheet take a text for a formula, which may send the sheet elsewhere.
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff]*[=+\-@＝＋－＠]")


def cell(value: str | int) -> str | int:
    """Return what a cell holds: a text that would be a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def csv_bytes(rows: Iterable[Iterable[str | int]]) -> bytes:
    """Return a table as CSV, with semicolons and in UTF-8 with its mark, for Excel in French."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
