"""The facts that the users' own documents tell are written down here as they stand there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.seeds.facts import FILES, TAKEN, read

AT_LEAST = 20
# A telephone number, as French documents write it: no fact holds one.
TELEPHONE = re.compile(r"\b0\d(?:[ .]?\d\d){4}\b")


def plain(text: str) -> str:
    """Return a text on one line, with the apostrophes and spaces of a keyboard."""
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def test_every_document_has_its_facts() -> None:
    assert sorted(read(document)["seed"] for document in FILES) == [
        "000",
        "001",
        "002",
        "003",
        "004",
    ]


@pytest.mark.parametrize("document", FILES)
def test_facts_are_many_and_each_has_a_name_of_its_own(document: str) -> None:
    facts = read(document)["facts"]

    assert len(facts) >= AT_LEAST
    assert len({fact["id"] for fact in facts}) == len(facts)
    assert all(fact.keys() - {"evidence"} == {"id", "holder", "field", "value"} for fact in facts)
    assert not any(TELEPHONE.search(str(fact)) for fact in facts)


def test_every_fact_is_asked_for_by_a_test_that_enters_it() -> None:
    for file in Path(__file__).parent.glob("test_*.py"):
        import_module(f"{__package__}.{file.stem}")

    known = {(document, fact["id"]) for document in FILES for fact in read(document)["facts"]}
    assert known == TAKEN


@pytest.mark.parametrize("document", FILES)
def test_facts_stand_in_the_document(document: str, data: Path) -> None:
    known = read(document)
    (file,) = (data.parent / "seeds").glob(f"{known['seed']}_*.txt")
    text = plain(file.read_text())

    missing = [
        fact["id"]
        for fact in known["facts"]
        if plain(str(fact.get("evidence", fact["value"]))) not in text
    ]
    assert missing == []


def test_budget_of_2024_adds_up_as_the_document_prints_it() -> None:
    """Revenue balances; the seven expenses exceed the printed total by 7,210.00 €."""
    amounts: dict[str, list[int]] = {}
    for fact in read("activity_report")["facts"]:
        if fact["holder"] == "budget":
            cents = int(fact["value"]["amount"].replace(".", ""))
            amounts.setdefault(fact["field"], []).append(cents)
    (total,) = amounts["printed total"]

    assert sum(amounts["revenue"]) == total == 11886420
    assert len(amounts["expense"]) == 7
    assert sum(amounts["expense"]) - total == 721000
