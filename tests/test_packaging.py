"""What the plugin promises a host project."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT

APPS = ("cms", "importers", "newsletter")  # themes knows no model


@pytest.mark.parametrize("app", APPS)
def test_migrations_name_no_model_of_this_site(app):
    texts = [path.read_text() for path in (ROOT / app / "migrations").glob("0*.py")]
    assert not any("passeur_project" in text for text in texts)


@pytest.mark.parametrize("app", APPS)
def test_migrations_stay_compact(app):
    lines = sum(len(p.read_text().splitlines()) for p in (ROOT / app / "migrations").glob("*.py"))
    assert lines < 2000
