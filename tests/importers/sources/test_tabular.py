from __future__ import annotations

import csv
import io

import pytest

from cms.domain.fetch_errors import BadStatus
from importers.record import Row, RowError
from importers.sources import SourceError
from importers.sources.tabular import KIND

NAMES = ["référence", "intitulé", "commune"]
ROWS = [
    ["1", "Rénovation de l’école d’été", "Redon"],
    ["2", "Création d’une forêt ; un chemin, un pré", "Château-Thébaud"],
    ["3", "Étude à Œuf-sur-Mer : coût 3 €", "Nozay"],
]


def written(delimiter=";", encoding="utf-8", quoting=csv.QUOTE_MINIMAL, rows=None) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(rows or [NAMES, *ROWS])
    return out.getvalue().encode(encoding)


@pytest.fixture
def table(tmp_path):
    def make(body: bytes, expected=frozenset(NAMES), **options):
        path = tmp_path / "table.csv"
        path.write_bytes(body)
        return KIND.read(path, options, set(expected))

    return make


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_read_delimiter_and_encoding_are_found(table, delimiter, encoding, quoting):
    found = table(written(delimiter, encoding, quoting))
    assert found.columns == tuple(NAMES)
    assert [list(row.cells.values()) for row in found.rows] == ROWS


def test_read_options_of_the_source_win_over_looking(table):
    found = table("a|b;c\n1|2;3\n".encode("utf-16-be"), encoding="utf-16-be", delimiter=";")
    assert found.columns == ("a|b", "c")


def test_read_title_above_the_names_is_passed_over(table):
    body = b"Liste des projets;;\nau 1er janvier;;\n\n" + written()
    found = table(body)
    assert found.columns == tuple(NAMES)
    rows = list(found.rows)
    assert (rows[0].number, rows[0].cells["commune"]) == (5, "Redon")


def test_read_names_none_of_which_is_expected_are_still_found(table):
    assert table(written(), expected={"autre"}).columns == tuple(NAMES)


def test_read_row_number_is_the_line_of_the_file(table):
    body = written(rows=[NAMES, ["1", "sur\ndeux lignes", "x"], ["2", "b", "y"]])
    assert [row.number for row in table(body).rows] == [2, 4]


def test_read_rows_of_another_width_are_reported_and_stop_nobody(table):
    body = written(
        rows=[NAMES, ["1", "a"], ["2", "b", "c"], ["3", "d", "e", "f"], ["4", "g", "h", ""]]
    )
    rows = list(table(body).rows)
    assert [type(row) for row in rows] == [RowError, Row, RowError, Row]
    assert str(rows[0]) == "Ligne 2 : 2 cellules au lieu de 3"
    assert str(rows[2]) == "Ligne 4 : 4 cellules au lieu de 3"


def test_read_blank_lines_are_passed_over(table):
    body = written() + b"\n;;\n  ;;\n" + written(rows=[["4", "x", "y"]])
    assert [row.cells["référence"] for row in table(body).rows] == ["1", "2", "3", "4"]


def test_read_enormous_cell_is_one_error(table):
    body = written(rows=[NAMES, ["1", "x" * 200_000, "a"], ["2", "b", "c"]])
    rows = list(table(body).rows)
    assert [row.number for row in rows if isinstance(row, RowError)] == [2]
    assert rows[-1].cells["référence"] == "2"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "vide"),
        (b"\xef\xbb\xbf \n", "vide"),
        (b"<!DOCTYPE html><html></html>", "page web"),
        (b'{"records": []}', "JSON"),
        (b"PK\x03\x04" + b"x" * 50, "classeur"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "classeur"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "pas un tableau"),
        (written(rows=[["a", "a"], ["1", "2"]]), "même nom"),
    ],
)
def test_read_what_is_no_table_is_refused(table, body, sentence):
    with pytest.raises(SourceError, match=sentence):
        list(table(body, expected={"a"}).rows)


def test_read_wrong_encoding_in_the_options_is_told(table):
    with pytest.raises(SourceError, match="encodage"):
        list(table(written(encoding="windows-1252"), encoding="utf-8").rows)
    with pytest.raises(SourceError, match="encodage"):
        table(written(), encoding="latin-9000")


def test_read_too_many_rows_are_refused(table):
    body = b"a;b\n" + b"1;2\n" * 200_001
    with pytest.raises(SourceError, match="200000 lignes"):
        for _ in table(body, expected={"a"}).rows:
            pass


def test_read_address_is_fetched_through_the_door(web):
    web.expect_request("/liste.csv").respond_with_data(written(encoding="windows-1252"))
    found = KIND.read(web.url_for("/liste.csv"), {}, set(NAMES))
    assert [list(row.cells.values()) for row in found.rows] == ROWS


def test_read_address_that_answers_an_error_is_reported(web):
    web.expect_request("/liste.csv").respond_with_data("absent", status=404)
    with pytest.raises(BadStatus, match="code 404"):
        KIND.read(web.url_for("/liste.csv"), {}, set(NAMES))


def test_read_fonds_vert_as_published(data):
    found = KIND.read(data / "fonds-vert/fonds-vert-2023-export.csv", {}, {"numero_dossier_ds"})
    rows = list(found.rows)
    assert len(found.columns) == 13
    assert len(rows) == 10_782
    assert not [row for row in rows if isinstance(row, RowError)]


def test_read_engagement_list_as_published(data):
    found = KIND.read(data / "anct-engagement/liste_tec_te.csv", {}, {"id_engcit"})
    rows = list(found.rows)
    assert found.columns[:3] == ("id_engcit", "codgeo", "libgeo")
    assert len([row for row in rows if isinstance(row, Row)]) == 230
