from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import normalise


@pytest.mark.parametrize("cell", [None, "", "  ", "NULL", "null", "\xa0", "Non Renseigné", "N/A"])
@pytest.mark.parametrize(
    "reader",
    [
        normalise.text,
        normalise.title,
        normalise.amount,
        normalise.commune_code,
        normalise.siren,
        normalise.year,
        normalise.day,
        normalise.web_address,
    ],
)
def test_normalise_empty_cell_is_none(reader, cell):
    assert reader(cell) is None


@pytest.mark.parametrize("cell", ["#Invalid Ref: 'Feuille 1'!A1", "#REF!", "#VALEUR!", "#N/A"])
def test_text_spreadsheet_error_is_refused(cell):
    with pytest.raises(ValueError, match="erreur de tableur"):
        normalise.text(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("13\xa0445,76 €", "13445.76"),
        ("1\xa0500\xa0000,00\xa0€", "1500000.00"),
        ("1\u202f500,5", "1500.50"),
        ("13445.76", "13445.76"),
        (13445.76, "13445.76"),
        (Decimal("12.3"), "12.30"),
        ("0", "0.00"),
        ("-12,00 €", "-12.00"),
        ("2 300 EUR", "2300.00"),
    ],
)
def test_amount_french_writing_is_read_to_the_cent(cell, expected):
    assert str(normalise.amount(cell)) == expected


@pytest.mark.parametrize("cell", ["douze", "1.234,56", "12 €/an", "NaN€", "inf", "1e30"])
def test_amount_that_could_mean_something_else_is_refused(cell):
    with pytest.raises(ValueError, match="montant"):
        normalise.amount(cell)


@given(st.decimals(0, 10**11, places=2))
def test_amount_reads_what_french_typography_writes(value):
    written = f"{value:,.2f}".replace(",", "\xa0").replace(".", ",") + " €"
    assert normalise.amount(written) == value


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1004", "01004"),
        ("35236", "35236"),
        ("2a004", "2A004"),
        (1004, "01004"),
        ("1004.0", "01004"),
    ],
)
def test_commune_code_lost_zero_is_given_back(cell, expected):
    assert normalise.commune_code(cell) == expected


@pytest.mark.parametrize("cell", ["Redon", "352360", "2C004", "35-236"])
def test_commune_code_of_another_form_is_refused(cell):
    with pytest.raises(ValueError, match="code de commune"):
        normalise.commune_code(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("243500741", "243500741"),
        ("58502329", "058502329"),
        ("200071892.0", "200071892"),
        ("21440048300019", "214400483"),
        ("5850232900019", "058502329"),
        (243500741, "243500741"),
        ("243 500 741", "243500741"),
    ],
)
def test_siren_is_found_in_what_files_hold(cell, expected):
    assert normalise.siren(cell) == expected


@pytest.mark.parametrize("cell", ["#", "2435007411", "W351000000", "24350074X"])
def test_siren_of_another_form_is_refused(cell):
    with pytest.raises(ValueError, match="SIREN"):
        normalise.siren(cell)


@pytest.mark.parametrize(
    ("cell", "expected"), [("2023", 2023), (2023, 2023), ("2023.0", 2023), ("2023-05-01", 2023)]
)
def test_year_is_read(cell, expected):
    assert normalise.year(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-05-01", date(2024, 5, 1)),
        ("2024-05-01T10:00:00+02:00", date(2024, 5, 1)),
        ("31/12/2023", date(2023, 12, 31)),
    ],
)
def test_day_is_read(cell, expected):
    assert normalise.day(cell) == expected


@pytest.mark.parametrize("cell", ["31/02/2023", "demain", "2024"])
def test_day_that_does_not_exist_is_refused(cell):
    with pytest.raises(ValueError, match="date"):
        normalise.day(cell)


@pytest.mark.parametrize(
    "cell", ["javascript:alert(1)", "ftp://exemple.fr", "exemple.fr", 'http://"']
)
def test_web_address_of_another_scheme_is_refused(cell):
    with pytest.raises(ValueError, match="adresse web"):
        normalise.web_address(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (" Création  d'un chemin ", "Création d’un chemin"),
        ("Rénovation de l'école.", "Rénovation de l’école"),
        ("Phase 2…", "Phase 2…"),
        ("Et après...", "Et après..."),
        ("Coût\xa0: 3\xa0000 €", "Coût\xa0: 3\xa0000 €"),
    ],
)
def test_title_is_tidied_and_otherwise_as_given(cell, expected):
    assert normalise.title(cell) == expected
