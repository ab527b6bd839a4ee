"""The language in which a source says what its columns mean.

It is written in TOML and is the same for every kind of source. A rule is a column's name,
or a table with one of `from` (a column), `text` (a sentence with `{column}` in it) or
`constant`; `split` cuts a cell in several, `table` translates its words by a table of the
source. `text` replaces names by words and nothing else: no template engine sees a cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from importers import normalise
from importers.record import Row

COLUMN_IN_TEXT = re.compile(r"\{([^{}]+)\}")
LEVELS = {
    "commune": normalise.commune_code,
    "epci": normalise.siren,
    "departement": normalise.text,
    "region": normalise.text,
}


class Strict(BaseModel):
    """A part of a configuration; a misspelt name in it is told, not ignored."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Rule(Strict):
    """Where the value, or the values, of a field come from."""

    column: str = Field("", alias="from")
    text: str = ""
    constant: Any = None
    split: str = ""
    table: str = ""

    @model_validator(mode="after")
    def has_one_origin(self) -> Rule:
        if sum((bool(self.column), bool(self.text), self.constant is not None)) != 1:
            raise ValueError("une règle a soit « from », soit « text », soit « constant »")
        return self

    @property
    def columns(self) -> set[str]:
        return {self.column} if self.column else set(COLUMN_IN_TEXT.findall(self.text))


def _as_rule(value: object) -> object:
    return {"from": value} if isinstance(value, str) else value


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Labelled(Rule):
    """A rule whose value is shown under a name: an amount, a section of the body."""

    label: str = Field("", max_length=120)


class Located(Rule):
    """A rule that gives codes of territories of one level."""

    level: str

    @model_validator(mode="after")
    def has_known_level(self) -> Located:
        if self.level not in LEVELS:
            raise ValueError(f"« {self.level} » n’est pas un échelon : {', '.join(LEVELS)}")
        return self


One = Annotated[Rule, BeforeValidator(_as_rule)]
Section = Annotated[Labelled, BeforeValidator(_as_rule)]
Many = Annotated[list[One], BeforeValidator(_as_list)]


class Fields(Strict):
    """A rule, or several, for each field of a record."""

    external_id: One
    title: One
    summary: One | None = None
    body: Annotated[list[Section], BeforeValidator(_as_list)] = []
    topics: Many = []
    territories: list[Located] = []
    years: Many = []
    effective: One | None = None
    status: One | None = None
    amounts: list[Labelled] = []
    funders: Many = []
    beneficiary: One | None = None
    beneficiary_siren: One | None = None
    original_url: One | None = None
    licence: One | None = None

    def rules(self) -> Iterator[Rule]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            yield from value if isinstance(value, list) else [value] if value else []


class Members(Strict):
    """Columns by which a row is known to concern a member: its commune, its body."""

    commune: str = ""
    siren: str = ""


class Mapping(Strict):
    """What a source says of its columns."""

    record: Fields
    members: Members | None = None
    tables: dict[str, dict[str, list[str] | str]] = {}

    @model_validator(mode="after")
    def knows_its_tables(self) -> Mapping:
        unknown = {rule.table for rule in self.record.rules() if rule.table} - set(self.tables)
        if unknown:
            raise ValueError(f"table de correspondance absente : {', '.join(sorted(unknown))}")
        return self

    def columns(self) -> set[str]:
        """Return the columns without which the rows cannot be read."""
        needed = {column for rule in self.record.rules() for column in rule.columns}
        if self.members:
            needed |= {self.members.commune, self.members.siren} - {""}
        return needed

    def concerns(self, row: Row, communes: Container[str], sirens: Container[str]) -> bool:
        """Tell whether a row is about one of those communes or bodies.

        A cell that cannot be read names none of them: the rows of other places are not ours
        to report on.
        """
        if self.members is None:
            return True
        return (
            _readable(normalise.commune_code, row.cells.get(self.members.commune)) in communes
            or _readable(normalise.siren, row.cells.get(self.members.siren)) in sirens
        )


def _readable(reader: Callable[[object], str | None], cell: object) -> str | None:
    try:
        return reader(cell)
    except ValueError:
        return None
