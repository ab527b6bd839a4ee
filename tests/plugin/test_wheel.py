"""What is in the wheel, and what is not."""

from __future__ import annotations

from zipfile import ZipFile

import pytest

from tests.conftest import ROOT

PACKAGES = ("cms", "importers", "newsletter", "themes")
LEFT_OUT = ("cms/project/", "cms/data/derive.py")


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_wheel_holds_every_file_of_the_four_packages_and_nothing_else(names):
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    ours = {name for name in names if ".dist-info/" not in name}
    assert ours == {name for name in files if not name.startswith(LEFT_OUT)}
    assert {
        "cms/data/territories.json",
        "cms/migrations/0001_initial.py",
        "importers/presets/fonds-vert.toml",
        "newsletter/templates/newsletter/admin/send.html",
        "themes/packs/base/email/letter.mjml",
        "themes/packs/passeur/static/passeur/web.css",
    } < ours


def test_wheel_asks_for_no_server_and_no_service_of_this_site(wheel, names):
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    with ZipFile(wheel) as archive:
        head = archive.read(metadata).decode().partition("\n\n")[0]
    assert "Requires-Dist: wagtail" in head
    for site in ("granian", "whitenoise", "django-environ", "django-csp", "django-anymail"):
        assert site not in head


def test_wheel_stays_small(wheel):
    assert wheel.stat().st_size < 1_000_000
