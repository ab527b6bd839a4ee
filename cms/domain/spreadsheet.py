"""Tables for spreadsheets, as French ones open them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# What makes a spreadsheet take a text for a formula, which may send the sheet elsewhere.
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: str | int) -> str | int:
    """Return what a cell holds: a text that would be a formula begins with an apostrophe."""
    text = isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(FORMULA)
    return f"'{value}" if text else value


def csv_bytes(rows: Iterable[Iterable[str | int]]) -> bytes:
    """Return a table as CSV, with semicolons and in UTF-8 with its mark, for Excel in French."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
