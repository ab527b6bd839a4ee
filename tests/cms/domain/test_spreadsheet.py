"""Tables that spreadsheets open without running anything."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.domain.spreadsheet import cell, csv_bytes


@pytest.mark.parametrize(
    "text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "\x0c=1", "＝1"]
)
def test_formula_begins_with_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Redon", "2024-2025", "", 0, -3])
def test_other_cells_stay_as_they_are(value: str | int) -> None:
    assert cell(value) == value


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"))), max_size=4)
)
def test_table_read_again_is_the_same_with_no_cell_that_runs(rows) -> None:
    text = csv_bytes(rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))

    assert read == [[cell(value) for value in row] for row in rows]
    assert not any(value.lstrip().startswith(("=", "+", "-", "@")) for row in read for value in row)
