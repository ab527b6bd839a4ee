"""Texts of which each line says one thing: authors, parties, members of a group."""

from __future__ import annotations


def lines_of(text: str | None) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
