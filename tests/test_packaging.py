"""What the plugin promises a host project."""

from __future__ import annotations

import re

import pytest
from django.conf import global_settings

from tests.conftest import ROOT

APPS = ("cms", "importers", "newsletter")  # themes knows no model
NAMED_BY_CHECKS = {"NEWSLETTER_HASH_KEY", "WAGTAILADMIN_BASE_URL"}


@pytest.mark.parametrize("app", APPS)
def test_migrations_name_no_model_of_this_site(app):
    texts = [path.read_text() for path in (ROOT / app / "migrations").glob("0*.py")]
    assert not any("passeur_project" in text for text in texts)


@pytest.mark.parametrize("app", APPS)
def test_migrations_stay_compact(app):
    lines = sum(len(p.read_text().splitlines()) for p in (ROOT / app / "migrations").glob("*.py"))
    assert lines < 2000


def test_settings_have_a_default_or_a_check_outside_this_site():
    sources = [
        path
        for package in (*APPS, "themes")
        for path in (ROOT / package).rglob("*.py")
        if not {"project", "migrations"} & set(path.relative_to(ROOT).parts)
    ]
    read = {
        name for path in sources for name in re.findall(r"\bsettings\.([A-Z_]+)", path.read_text())
    }
    assert read > NAMED_BY_CHECKS
    assert {name for name in read - NAMED_BY_CHECKS if not hasattr(global_settings, name)} == set()
