"""Reading the cells of French open data: what they mean, whatever way they are written.

Each function takes a cell as a file or an API gives it and returns its value, or None for
an empty one. What cannot be read raises `ValueError` with a French sentence for the report.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

EMPTY = {"", "null", "none", "n/a", "nan", "non renseigné"}
INVALID = re.compile(
    r"#(invalid ref|ref!|n/a|value!|name\?|div/0!|valeur!|nom\s*\?)", re.IGNORECASE
)
SPACES = re.compile(r"\s+")
# Between signs of punctuation French wants a no-break space, and \s would take it away.
BREAKABLE = re.compile(r"[ \t\r\n\f\v\u200b]+")


def text(cell: object) -> str | None:
    """Return the cell's text on one line, or None when the cell says that it has none."""
    if cell is None:
        return None
    words = BREAKABLE.sub(" ", str(cell)).strip(" \xa0\u202f\ufeff")
    if INVALID.match(words):
        raise ValueError(f"la cellule contient l’erreur de tableur « {words[:60]} »")
    return None if words.casefold() in EMPTY else words


def text_block(cell: object) -> str | None:
    """Return the cell's text with its lines, or None when the cell says that it has none."""
    return None if text(cell) is None else str(cell).strip()


def title(cell: object) -> str | None:
    """Return a title as its author wrote it, with a typographic apostrophe and no end point."""
    words = text(cell)
    if words is None:
        return None
    words = words.replace("'", "’")
    return words[:-1].rstrip() if words.endswith(".") and not words.endswith("..") else words


def amount(cell: object) -> Decimal | None:
    """Return euros from `13 445,76 €`, `13445.76` or a number; more than cents are refused."""
    words = text(cell)
    if words is None:
        return None
    digits = SPACES.sub("", words).removesuffix("€").removesuffix("EUR").removesuffix("euros")
    if "," in digits and "." in digits:
        raise ValueError(f"« {words[:40]} » n’est pas un montant lisible sans hésitation")
    try:
        value = Decimal(digits.replace(",", "."))
    except InvalidOperation:
        raise ValueError(f"« {words[:40]} » n’est pas un montant") from None
    if not value.is_finite() or abs(value) >= 10**12:
        raise ValueError(f"« {words[:40]} » n’est pas un montant")
    return value.quantize(Decimal("0.01"))


def commune_code(cell: object) -> str | None:
    """Return a five-character INSEE code; software that took it for a number lost its zero."""
    words = _without_decimals(text(cell))
    if words is None:
        return None
    code = words.upper().zfill(5)
    if not re.fullmatch(r"(\d{2}|2[AB])\d{3}", code):
        raise ValueError(f"« {words[:40]} » n’est pas un code de commune")
    return code


def siren(cell: object) -> str | None:
    """Return nine digits from a SIREN or from the SIRET that begins with it.

    Zeros lost at the left are given back; of 10 to 12 digits nobody knows which are missing.
    """
    words = _without_decimals(text(cell))
    if words is None:
        return None
    digits = SPACES.sub("", words)
    if digits.isdecimal() and digits.isascii():
        if len(digits) <= 9:
            return digits.zfill(9)
        if len(digits) in {13, 14}:
            return digits.zfill(14)[:9]
    raise ValueError(f"« {words[:40]} » n’est pas un numéro SIREN")


def year(cell: object) -> int | None:
    """Return a year from `2023`, `2023.0` or the beginning of an ISO date."""
    words = _without_decimals(text(cell))
    if words is None:
        return None
    if not (found := re.fullmatch(r"((?:19|20)\d{2})(?:-\d{2}.*)?", words)):
        raise ValueError(f"« {words[:40]} » n’est pas une année")
    return int(found[1])


def day(cell: object) -> date | None:
    """Return a date written as ISO 8601 (with or without time) or as 31/12/2023."""
    words = text(cell)
    if words is None:
        return None
    try:
        if "/" in words:
            return datetime.strptime(words[:10], "%d/%m/%Y").date()
        return date.fromisoformat(words[:10])
    except ValueError:
        raise ValueError(f"« {words[:40]} » n’est pas une date") from None


def web_address(cell: object) -> str | None:
    """Return an address of the web; any other scheme has no place behind a link of ours."""
    words = text(cell)
    if words is not None and not re.fullmatch(r"https?://[^\s\"<>]{1,980}", words):
        raise ValueError(f"« {words[:40]} » n’est pas une adresse web")
    return words


def _without_decimals(words: str | None) -> str | None:
    return words and re.sub(r"\.0+$", "", words)
