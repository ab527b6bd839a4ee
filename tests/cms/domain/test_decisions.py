"""What holds of a decision: its vote, and the days on which it was made public."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.domain.decisions import VOTE_FIELDS, Vote, date_problems, vote_problems, vote_text

COUNTS = st.none() | st.integers(min_value=0, max_value=200)
VOTES = st.builds(Vote, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
DAYS = st.none() | st.dates(datetime.date(2023, 12, 1), datetime.date(2023, 12, 9))
EVE, DAY, NEXT = (datetime.date(2023, 12, day) for day in (20, 21, 22))


@given(
    votes=st.tuples(*[st.integers(0, 50)] * 3), silent=st.integers(0, 9), absent=st.integers(0, 9)
)
def test_vote_that_was_counted_is_taken_however_little_of_it_is_told(votes, silent, absent):
    actual = sum(votes) + silent
    vote = Vote(actual + absent, actual, *votes)
    assert vote_problems(vote) == {}
    for name in Vote._fields:
        assert vote_problems(vote._replace(**{name: None})) == {}


@given(VOTES)
def test_vote_without_a_problem_adds_up(vote):
    problems = vote_problems(vote)
    counted = sum(count or 0 for count in (vote.in_favour, vote.against, vote.abstention))
    limits = [count for count in (vote.actual, vote.expected) if count is not None]
    adds_up = limits == sorted(limits) and counted <= min(limits, default=counted)

    assert (problems == {}) is adds_up
    assert set(problems) <= set(VOTE_FIELDS)


def test_vote_that_cannot_be_is_said_where_and_why():
    assert vote_problems(Vote(expected=40, actual=43)) == {
        "vote_actual": "Ils ne peuvent pas être plus de 40, tous les membres."
    }
    assert vote_problems(Vote(None, 35, 32, 2, 3)) == {
        "vote_actual": "Voix et abstentions font 37 en tout\u00a0: c’est plus que 35."
    }
    assert list(vote_problems(Vote(35, None, 32, 2, 3))) == ["vote_expected"]


@pytest.mark.parametrize(
    ("words", "vote", "text"),
    [
        ("", Vote(43, 35, 32, 2, 1), "32_voix pour, 2_contre, 1_abstention"),
        ("", Vote(None, None, 1, 0, 0), "1_voix pour, 0_contre, 0_abstention"),
        ("", Vote(None, None, None, 2, 2), "2_voix contre, 2_abstentions"),
        ("", Vote(43, 35), ""),
        ("À l’unanimité", Vote(), "À l’unanimité"),
        ("À l’unanimité", Vote(None, None, 35), "À l’unanimité (35_voix pour)"),
    ],
)
def test_vote_is_written_as_far_as_it_is_known(words, vote, text):
    assert vote_text(words, vote).replace("\u00a0", "_") == text


@given(VOTES)
def test_each_figure_of_how_people_voted_is_written_in_its_order(vote):
    told = [count for count in vote[2:] if count is not None]
    assert [int(found) for found in re.findall(r"\d+", vote_text("", vote))] == told


@given(days=st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_days_without_a_problem_are_in_the_order_in_which_they_come(days):
    date, sent, received, online = days
    path = [day for day in (date, sent, received) if day]
    in_order = path == sorted(path) and not (date and online and online < date)

    assert (date_problems(*days) == {}) is in_order


@pytest.mark.parametrize(
    ("days", "field", "words"),
    [
        ((DAY, EVE, None, None), "sent_to_prefecture_on", "transmise avant d’être prise"),
        ((DAY, NEXT, DAY, None), "received_by_prefecture_on", "reçue avant d’être transmise"),
        ((DAY, None, EVE, None), "received_by_prefecture_on", "reçue avant d’être prise"),
        ((DAY, None, None, EVE), "online_from", "en ligne avant d’être prise"),
        ((DAY, None, None, None, 2), "online_from", "depuis quel jour"),
    ],
)
def test_day_that_cannot_be_is_named(days, field, words):
    problems = date_problems(*days)
    assert list(problems) == [field]
    assert words in problems[field]
