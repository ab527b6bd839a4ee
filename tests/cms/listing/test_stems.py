"""Stems, without any database."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.listing.stems import EMPTY_WORDS, Asked, asked, fold, stems


@pytest.mark.parametrize(
    "words",
    [
        ("régie", "régies", "regie", "REGIE", "Régies"),
        ("mobilité", "mobilités", "mobilites", "MOBILITÉS"),
        ("eau", "l’eau", "d’eau", "L'EAU", "qu’eau"),
        ("œuvre", "oeuvres", "ŒUVRE"),
        ("école", "ecoles", "É́cole"),
    ],
)
def test_stems_forms_of_a_word_are_one(words: tuple[str, ...]) -> None:
    assert len({tuple(stems(word)) for word in words}) == 1


@pytest.mark.parametrize("pair", [("eau", "eaux-vives"), ("régie", "région"), ("bois", "boire")])
def test_stems_different_words_stay_apart(pair: tuple[str, str]) -> None:
    assert stems(pair[0]) != stems(pair[1])


@pytest.mark.parametrize("word", EMPTY_WORDS.split())
def test_stems_of_a_word_that_says_nothing_is_none(word: str) -> None:
    assert stems(word) == []


@given(st.text(max_size=40))
def test_stems_are_plain_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(stem.isascii() and stem.isalnum() for stem in stems(text))


def test_stems_in_many_threads_are_the_same() -> None:
    text = "Les régies communales gèrent l’eau des habitants"
    found: list[list[str]] = []

    threads = [
        threading.Thread(target=lambda: found.extend(stems(text) for _ in range(50)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 400
    assert all(each == stems(text) for each in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("régies", [Asked("reg")]),
        ("régies*", [Asked("reg", "regies")]),
        ("régie du*", [Asked("reg")]),
        ("du*", [Asked("du", "du")]),
        ("l’eau* et l’air", [Asked("eau", "eau"), Asked("air")]),
        ("* **", []),
        ("de la", []),
        ("eau eaux eau", [Asked("eau")]),
    ],
)
def test_asked_star_lets_a_word_go_on(text: str, found: list[Asked]) -> None:
    assert asked(text) == found


@given(st.text(alphabet="aéœ l’*du", max_size=12))
def test_asked_with_a_star_behind_looks_for_the_same_stems(text: str) -> None:
    stems_asked = {word.stem for word in asked(text)}
    assert stems_asked <= {word.stem for word in asked(f"{text}*")}
