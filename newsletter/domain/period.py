"""Quarters: half-open, in Europe/Paris, written `2024-Q2` in code and T2 2024 for people."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from cms.domain.paris import PARIS

_WRITTEN = re.compile(r"(\d{4})-Q([1-4])")


class UnknownPeriod(ValueError):
    """This is not a quarter; the message is a French sentence for staff."""


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year, from the first day included to the next quarter's, excluded."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2024-Q2`.

        Raises:
            UnknownPeriod: it is written otherwise, or no such quarter exists.
        """
        match = _WRITTEN.fullmatch(text)
        if not match or match[1] == "0000":
            raise UnknownPeriod(
                f"« {text} » n’est pas un trimestre : écrivez l’année et le trimestre comme "
                "dans 2024-Q2."
            )
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, moment: datetime.datetime) -> Quarter:
        """Return the quarter of a moment; at midnight Paris decides, not Greenwich."""
        day = moment.astimezone(PARIS).date()
        return cls(day.year, (day.month + 2) // 3)

    @property
    def starts(self) -> datetime.date:
        return datetime.date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> datetime.date:
        """The first day that is no longer in the quarter."""
        return self.next().starts

    @property
    def label(self) -> str:
        return f"T{self.number} {self.year}"

    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> Quarter:
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"
