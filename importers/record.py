"""The one shape of a foreign record that the pipeline knows, whatever catalogue it is from."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class Place(NamedTuple):
    """A territory as a catalogue names it: a level and a code."""

    level: str
    code: str


class Amount(NamedTuple):
    """Euros, and what they are: a grant, a budget."""

    label: str
    value: Decimal


class Record(BaseModel):
    """One initiative as a catalogue tells it, cleaned and typed; it knows no page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    external_id: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1)
    summary: str = ""
    body_html: str = ""
    topics: tuple[str, ...] = ()
    territories: tuple[Place, ...] = ()
    years: tuple[int, ...] = ()
    effective: date | None = None
    status: str = ""
    amounts: tuple[Amount, ...] = ()
    funders: tuple[str, ...] = ()
    beneficiary: str = ""
    beneficiary_siren: str = ""
    original_url: str = ""
    licence: str = ""


class Row(NamedTuple):
    """A row of a catalogue as it came: its number, and its cells by column."""

    number: int
    cells: dict[str, object]


class RowError(Exception):
    """A row that cannot be read; it is reported by its number and stops nobody else."""

    def __init__(self, number: int, reason: str) -> None:
        self.number = number
        self.reason = reason
        super().__init__(f"Ligne {number} : {reason}")


def fingerprint(values: dict[str, object]) -> str:
    """Return a hash of values that does not depend on the order of their names."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
