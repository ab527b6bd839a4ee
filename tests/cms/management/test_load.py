"""The commands that load what ships with the plugin."""

from __future__ import annotations

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("command", "first", "second"),
    [
        (
            "load_territories",
            "Territoires : 260 (créations : 260, mises à jour : 0)",
            "Territoires : 260, rien n’a changé",
        ),
        (
            "load_topics",
            "Thématiques : 16 (créations : 16, mises à jour : 0)",
            "Thématiques : 16, rien n’a changé",
        ),
    ],
)
def test_load_says_what_it_did(capsys, command, first, second):
    call_command(command)
    assert first in capsys.readouterr().out
    call_command(command)
    assert second in capsys.readouterr().out
