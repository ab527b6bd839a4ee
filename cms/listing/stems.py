"""From French words to the stems under which they are stored and looked for.

Accents go first, then the snowball stemmer: people type without accents, and SQLite and
PostgreSQL must answer alike, so neither engine's own dictionary is used.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

import snowballstemmer

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})
WORD = re.compile(r"[a-z0-9]+")
ASKED = re.compile(r"([a-z0-9]+)(\*?)")
# Words that say nothing of the subject; the elided ones (l’, d’…) come out as letters.
EMPTY_WORDS = (
    " a au aux avec c ce ces d dans de des du en est et j l la le les leur leurs m n ne ou "
    "par pas pour qu que qui s sa se ses son sur t un une y "
)


def fold(text: str) -> str:
    """Return a text in lower case without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


class Asked(NamedTuple):
    """One word that somebody looks for: its stem, and its letters if it may go on."""

    stem: str
    beginning: str = ""


def words(text: str) -> list[str]:
    """Return the folded forms of a text's meaningful words, in order."""
    return [word for word in WORD.findall(fold(text)) if is_meaningful(word)]


def is_meaningful(word: str) -> bool:
    return f" {word} " not in EMPTY_WORDS


def stems(text: str) -> list[str]:
    """Return the stems of a text's meaningful words, in order.

    `régie`, `régies`, `regie` and `REGIE` give the same stem, `l’eau` gives that of `eau`.
    """
    return stems_of(words(text))


def stems_of(found: list[str]) -> list[str]:
    return [stem(word) for word in found]


@functools.lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Return the stem of one folded word.

    Remembered, since the same few thousand words make up all pages: the stemmer took four
    fifths of the time in which a row is built.
    """
    # The stemmer keeps state while it works: one a call, so that threads never share one.
    return snowballstemmer.stemmer("french").stemWord(word)


def asked(text: str) -> list[Asked]:
    """Return the words of a question, each once. A star after a word lets it go on.

    `régie du*` is somebody who has not finished typing: a word that says nothing yet is
    looked for only when it is alone.
    """
    found = ASKED.findall(fold(text))
    kept = [(word, star) for word, star in found if is_meaningful(word)]
    kept = kept or [(word, star) for word, star in found if star]
    roots = stems_of([word for word, _ in kept])
    return list(
        dict.fromkeys(
            Asked(stem, word if star else "")
            for (word, star), stem in zip(kept, roots, strict=True)
        )
    )
