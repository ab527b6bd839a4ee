"""Lists written as lines."""

from __future__ import annotations

from cms.domain.lines import lines_of


def test_lines_are_those_that_say_something():
    assert lines_of(" Habiter \r\n\n  \nSe déplacer") == ["Habiter", "Se déplacer"]
    assert lines_of("") == []
