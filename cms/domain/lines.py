"""Lists that people write as lines of a text."""

from __future__ import annotations


def lines_of(text: str) -> list[str]:
    """Return the lines that say something, without the spaces around them."""
    return [line for line in map(str.strip, text.splitlines()) if line]
