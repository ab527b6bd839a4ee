"""What holds of a roadmap: how its parts are numbered, its years, and the plan of a day.

Numbers are typed as the document prints them, and a document may be wrong: what is odd is
told to who writes, never corrected. A plan is here as the API tells it, in plain values.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

from django.db import models

# At most two figures after the last point: a year is no place in a series.
PLACE = re.compile(r"((?:\d+\.)*)(\d{1,2})")
Part = dict[str, Any]


class Level(models.TextChoices):
    """How far a year commits those who act. The tokens are in the database for good."""

    LOW = "low", "Faible"
    MEDIUM = "medium", "Moyen"
    HIGH = "high", "Fort"


class Plan(Protocol):
    """A version of the plan: in force from `since`, until the end of `end_year`."""

    @property
    def since(self) -> datetime.date: ...
    @property
    def end_year(self) -> int: ...


P = TypeVar("P", bound=Plan)


def since(
    adopted_on: datetime.date | None, version_year: int | None, start_year: int
) -> datetime.date:
    """Return from when a version is in force; 1 January where its adoption is not known."""
    return adopted_on or datetime.date(version_year or start_year, 1, 1)


def current(plans: Iterable[P], day: datetime.date) -> P | None:
    """Return the plan of a day: the latest one that is in force, the first of those equal.

    None once its years are over: an older plan, which it replaced, does not come back.
    """
    begun = [plan for plan in plans if plan.since <= day]
    latest = max(begun, key=lambda plan: plan.since, default=None)
    return latest if latest and day.year <= latest.end_year else None


def doubles(values: Iterable[Any]) -> list[Any]:
    """Return what stands there more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


def gaps(numbers: Iterable[str]) -> list[str]:
    """Return the numbers that a series passes over: 2.2 where 2.1 and 2.3 stand."""
    series: dict[str, set[int]] = defaultdict(set)
    for number in numbers:
        if place := PLACE.fullmatch(number):
            series[place[1]].add(int(place[2]))
    return [
        f"{prefix}{place}"
        for prefix, places in series.items()
        for place in range(1, max(places))
        if place not in places
    ]


def number_problems(axes: list[Part]) -> list[str]:
    """Return a sentence for each number that is missing or given twice.

    Nothing where no part of a kind has a number: a plan may go without.
    """
    orientations = [part for axis in axes for part in axis["orientations"]]
    return [
        *_problems(axes, "L’axe", "axes"),
        *_problems(orientations, "L’orientation", "orientations"),
    ]


def _problems(parts: list[Part], one: str, several: str) -> Iterator[str]:
    numbers = [number for part in parts if (number := part["number"].strip().rstrip("."))]
    if not numbers:
        return
    for part in parts:
        if not part["number"].strip():
            yield f"{one} «\xa0{part['title']}\xa0» n’a pas de numéro."
    for number in doubles(numbers):
        yield f"Le numéro {number} est donné à plusieurs {several}."
    for number in gaps(numbers):
        yield f"Le numéro {number} manque parmi les {several}."


def year_problems(axes: list[Part], years: list[int]) -> list[str]:
    """Return a sentence for each commitment that no column of the plan can show."""
    span = str(years[0]) if len(years) == 1 else f"{years[0]} à {years[-1]}"
    problems = []
    for action in actions_of(axes):
        told = [line["year"] for line in action["commitments"] if line["year"]]
        name = f"Action «\xa0{action['title']}\xa0»\xa0:"
        for year in sorted({*told} - {*years}):
            problems.append(f"{name} {year} n’est pas une année du plan ({span}).")
        problems += [f"{name} l’année {year} est donnée deux fois." for year in doubles(told)]
    return problems


def actions_of(axes: list[Part]) -> Iterator[Part]:
    """Yield the actions of a plan, each before its sub-actions."""
    for axis in axes:
        for orientation in axis["orientations"]:
            for holder in (orientation, *orientation["themes"]):
                for action in holder["actions"]:
                    yield action
                    yield from action["sub_actions"]
