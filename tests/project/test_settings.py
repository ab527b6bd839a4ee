"""The settings file, started as production starts it: in a process of its own."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.lasts

PRODUCTION = {
    "SECRET_KEY": "k3Y-of-fifty-characters-or-more-0123456789-abcdefghij-XYZ",
    "NEWSLETTER_HASH_KEY": "another-key-of-fifty-characters-0123456789-abcdefghij",
    "SITE_URL": "https://www.example.fr",
    "ALLOWED_HOSTS": "www.example.fr",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_with_production_values_is_clean(tmp_path):
    result = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        VAR_DIR=str(tmp_path),
        MAIL_URL="smtp://relay.example.fr",
        **PRODUCTION,
    )
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_check_on_postgresql_is_clean(tmp_path):
    result = manage(
        "check",
        VAR_DIR=str(tmp_path),
        DATABASE_URL="postgres://passeur@127.0.0.1/nowhere",
        **PRODUCTION,
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_start_without_a_required_value_is_refused_in_a_sentence(name, tmp_path):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    result = manage("check", VAR_DIR=str(tmp_path), **environment)
    assert result.returncode != 0
    assert f"La variable d’environnement {name} manque" in result.stderr


def test_hosts_of_videos_are_those_that_pages_may_frame_and_play(tmp_path):
    shown = "s.CONTENT_SECURITY_POLICY['DIRECTIVES'], s.ADMIN_SECURITY_POLICY"
    result = manage(
        "shell",
        "--command",
        f"from django.conf import settings as s; print(*({shown}), sep='\\n')",
        VAR_DIR=str(tmp_path),
        VIDEO_HOSTS="Tube.example.org,media.example.org:8443",
        **PRODUCTION,
    )
    public, admin = map(ast.literal_eval, result.stdout.splitlines()[-2:])
    hosts = ["https://tube.example.org", "https://media.example.org:8443"]
    players = ["https://www.youtube-nocookie.com", *hosts]
    assert (public["frame-src"], public["media-src"]) == (players, ["'self'", *hosts])
    assert (admin["frame-src"], admin["media-src"]) == (["'self'", *players], ["'self'", *hosts])


def test_start_on_plain_http_is_refused_outside_this_machine(tmp_path):
    result = manage(
        "check", VAR_DIR=str(tmp_path), **PRODUCTION | {"SITE_URL": "http://example.fr"}
    )
    assert result.returncode != 0
    assert "SITE_URL doit commencer par https://" in result.stderr


def test_a_refused_start_shows_no_secret(tmp_path):
    secrets = PRODUCTION | {
        "MAIL_URL": "ftp://lettre:s3cr3t-relay@example.org",
        "DATABASE_URL": "postgres://passeur:s3cr3t-base@example.org/passeur",
    }
    result = manage("check", VAR_DIR=str(tmp_path), **secrets)
    assert result.returncode != 0
    assert "MAIL_URL n’est pas une adresse connue" in result.stderr
    for secret in ("s3cr3t-relay", "s3cr3t-base", PRODUCTION["SECRET_KEY"]):
        assert secret not in result.stdout + result.stderr


def test_every_variable_that_settings_read_is_explained_in_the_readme():
    source = (ROOT / "cms/project/settings.py").read_text()
    names = set(re.findall(r"""(?:env\.\w+|required|environ\.get)\(\s*"([A-Z_]+)\"""", source))
    table = (ROOT / "README.md").read_text()
    assert {"SECRET_KEY", "MAIL_URL", "ENV_FILE"} <= names
    assert {name for name in names if f"`{name}`" not in table} == set()
