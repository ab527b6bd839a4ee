"""How the parts of a roadmap are numbered, its years, and which plan is that of a day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.domain.roadmap import (
    current,
    doubles,
    gaps,
    number_problems,
    since,
    year_problems,
)

PLAN_YEARS = [2021, 2022, 2023]
numbers = st.lists(st.from_regex(r"(?:[1-3]\.){0,2}(?:[1-9]|1\d)", fullmatch=True), max_size=12)
words = st.lists(st.sampled_from(["1", "1.1", "1.2", "A", "I.", "", "2021", "2.", "²"]))


class Version(NamedTuple):
    since: datetime.date
    end_year: int


days = st.dates(datetime.date(2018, 1, 1), datetime.date(2028, 12, 31))
versions = st.lists(
    days.flatmap(lambda day: st.builds(Version, st.just(day), st.integers(day.year, 2030))),
    unique_by=lambda version: version.since,
    max_size=6,
)


@given(words)
def test_doubles_are_the_values_that_taken_once_leave_no_double(values):
    found = doubles(values)

    assert all(values.count(value) > 1 for value in found)
    assert doubles([*dict.fromkeys(values)]) == []
    assert len(found) == len({value for value in values if values.count(value) > 1})


@given(numbers)
def test_gaps_fill_each_series_and_were_not_there(values):
    found = gaps(values)

    assert not {*found} & {*values}
    assert doubles(found) == []
    assert gaps([*values, *found]) == []


@given(numbers, st.randoms())
def test_gaps_are_the_same_in_any_order(values, random):
    assert {*gaps(random.sample(values, len(values)))} == {*gaps(values)}


@given(st.integers(0, 99), st.sampled_from(["", "1.", "2.3."]))
def test_series_from_one_on_has_no_gap(length, prefix):
    assert gaps(f"{prefix}{place}" for place in range(1, length + 1)) == []


@given(words)
def test_gaps_take_any_text(values):
    assert {*gaps(values)} <= {"1.1", "1", *map(str, range(1, 3))}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["2.1", "2.3"], ["2.2"]),
        (["1.2", "2.1"], ["1.1"]),
        (["2", "4"], ["1", "3"]),
        (["1.1", "2.1", "2.2"], []),
        (["A", "C"], []),
        (["2021", "1.100"], []),
    ],
)
def test_gaps_are_told_of_series_of_whole_numbers(values, found):
    assert gaps(values) == found


def part(number: str, title: str = "T", **more):
    return {"number": number, "title": title, **more}


def axes(*rows: tuple[str, list[str]]):
    return [part(number, orientations=[part(each) for each in under]) for number, under in rows]


@pytest.mark.parametrize(
    ("plan", "sentences"),
    [
        (axes(), []),
        (axes(("1", ["1.1", "1.2"]), ("2", ["2.1"])), []),
        (axes(("", ["", ""]), ("", [])), []),
        (axes(("1.", ["1.1."]), ("2 ", [])), []),
        (axes(("1", []), ("", [])), ["L’axe «\xa0T\xa0» n’a pas de numéro."]),
        (axes(("1", ["1.1", " "])), ["L’orientation «\xa0T\xa0» n’a pas de numéro."]),
        (axes(("1", []), ("1.", [])), ["Le numéro 1 est donné à plusieurs axes."]),
        (
            axes(("1", ["1.1"]), ("2", ["1.1", "2.1"])),
            ["Le numéro 1.1 est donné à plusieurs orientations."],
        ),
        (
            axes(("1", []), ("3", ["3.1", "3.3"])),
            ["Le numéro 2 manque parmi les axes.", "Le numéro 3.2 manque parmi les orientations."],
        ),
    ],
)
def test_odd_numbers_are_told_in_french(plan, sentences):
    assert number_problems(plan) == sentences


def action(*years: int | None, title: str = "Agir", parts=()):
    lines = [{"year": year} for year in years]
    return {"title": title, "commitments": lines, "sub_actions": list(parts)}


def plan_of(*actions, themed=()):
    orientation = {"actions": list(actions), "themes": [{"actions": list(themed)}]}
    return [{"orientations": [orientation]}]


@given(st.lists(st.sampled_from([None, *PLAN_YEARS]), unique=True))
def test_years_of_the_plan_once_each_are_taken(years):
    assert year_problems(plan_of(action(*years)), PLAN_YEARS) == []


@given(st.lists(st.integers(2015, 2030), max_size=8))
def test_each_other_year_and_each_double_is_told_once(years):
    odd = {*years} - {*PLAN_YEARS}
    twice = {year for year in years if years.count(year) > 1}

    assert len(year_problems(plan_of(action(*years)), PLAN_YEARS)) == len(odd) + len(twice)


def test_wrong_year_names_its_action_wherever_it_stands():
    part = {"title": "Partie", "commitments": [{"year": 2024}]}
    plan = plan_of(action(2021, parts=[part]), themed=[action(2022, 2022, title="Thème")])

    assert year_problems(plan, PLAN_YEARS) == [
        "Action «\xa0Partie\xa0»\xa0: 2024 n’est pas une année du plan (2021 à 2023).",
        "Action «\xa0Thème\xa0»\xa0: l’année 2022 est donnée deux fois.",
    ]
    assert year_problems(plan_of(action(2022)), [2021]) == [
        "Action «\xa0Agir\xa0»\xa0: 2022 n’est pas une année du plan (2021)."
    ]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ((datetime.date(2020, 12, 4), 2021, 2021), datetime.date(2020, 12, 4)),
        ((None, 2022, 2021), datetime.date(2022, 1, 1)),
        ((None, None, 2021), datetime.date(2021, 1, 1)),
    ],
)
def test_version_holds_from_its_adoption_and_otherwise_from_its_year(told, day):
    assert since(*told) == day


@given(versions, days)
def test_current_plan_has_begun_is_not_over_and_none_follows_it_yet(plans, day):
    found = current(plans, day)

    begun = [plan.since for plan in plans if plan.since <= day]
    if found:
        assert found.since == max(begun)
        assert day.year <= found.end_year
    else:
        assert all(plan.end_year < day.year for plan in plans if plan.since in sorted(begun)[-1:])


@given(versions, days, st.randoms())
def test_current_plan_is_the_same_in_any_order_and_whatever_comes_later(plans, day, random):
    found = current(plans, day)
    begun = [plan for plan in plans if plan.since <= day]

    assert current(random.sample(plans, len(plans)), day) == found
    assert current(begun, day) == found


def test_of_plans_that_begin_together_the_first_is_current():
    day = datetime.date(2021, 1, 1)
    first, second = Version(day, 2023), Version(day, 2024)

    assert current([first, second], day) is first
    assert current([second, first], day) is second
