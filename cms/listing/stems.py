"""From French words to the stems under which they are stored and looked for.

Accents go first, then the snowball stemmer: people type without accents, and SQLite and
PostgreSQL must answer alike, so neither engine's own dictionary is used.
"""

from __future__ import annotations

import re
import unicodedata

import snowballstemmer

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})
WORD = re.compile(r"[a-z0-9]+")
# Words that say nothing of the subject; the elided ones (l’, d’…) come out as letters.
EMPTY_WORDS = (
    " a au aux avec c ce ces d dans de des du en est et j l la le les leur leurs m n ne ou "
    "par pas pour qu que qui s sa se ses son sur t un une y "
)


def fold(text: str) -> str:
    """Return a text in lower case without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def stems(text: str) -> list[str]:
    """Return the stems of a text's meaningful words, in order.

    `régie`, `régies`, `regie` and `REGIE` give the same stem, `l’eau` gives that of `eau`.
    """
    words = [word for word in WORD.findall(fold(text)) if f" {word} " not in EMPTY_WORDS]
    # The stemmer keeps state while it works: one a call, so that threads never share one.
    return snowballstemmer.stemmer("french").stemWords(words)
