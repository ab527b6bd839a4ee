"""The wheel, and a project that is not ours with the wheel in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import ROOT

HOST = Path(__file__).parent / "host"
OWN_SETTINGS = """
INSTALLED_APPS += ["people", "pictures"]  # and what Django 6.1 wants of any Wagtail on PostgreSQL
INSTALLED_APPS += ["django.contrib.postgres"] if os.environ["HOST_DATABASE"] else []
AUTH_USER_MODEL = "people.Agent"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
"""


def uv(*arguments: str | Path) -> str:
    """Run uv, which `make` has put into .venv where the machine has none."""
    program = shutil.which("uv") or ROOT / ".venv" / "bin" / "uv"
    return subprocess.run(
        [program, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def readme_lines() -> dict[str, str]:
    """Return the lines that README tells a project to add, by where they go."""
    readme = (ROOT / "README.md").read_text()
    section = readme.split("## In a Wagtail project of yours\n")[1].split("\n## ")[0]
    settings, addresses = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    ours = [line for line in addresses.splitlines(keepends=True) if 'include("' in line]
    return {"settings": settings, "addresses": "".join(ours)}


@dataclass
class Host:
    """A Wagtail project in a folder, with an environment of its own."""

    folder: Path
    python: Path
    environment: dict[str, str]

    def run(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the project, as its own staff would: nothing of ours is on the path."""
        return subprocess.run(
            [self.python, *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a command that must succeed and return its output."""
        result = self.run("manage.py", *arguments, **environment)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--quiet", "--out-dir", folder)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def host_database(django_db_blocker) -> Iterator[str]:
    """Return the address of an empty PostgreSQL database; nothing where tests run on SQLite."""
    if connection.vendor == "sqlite":
        yield ""
        return
    values = connection.settings_dict
    name = f"{values['NAME']}_host"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    login = f"{values['USER']}:{values['PASSWORD']}"
    yield f"postgres://{login}@{values['HOST']}:{values['PORT'] or 5432}/{name}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def host(wheel: Path, host_database: str, tmp_path_factory) -> Host:
    """Return a project from Wagtail's template, which was there before Passeur came into it.

    It has users and images of its own and is set up as in production. Passeur is added
    by the lines of README, as they are written there.
    """
    folder = tmp_path_factory.mktemp("host")
    python = folder / "venv" / "bin" / "python"
    constraints = folder / "constraints.txt"
    constraints.write_text(
        uv("export", "--frozen", "--no-emit-project", "--no-hashes", "--extra", "postgres")
    )
    uv("venv", "--quiet", "--python", sys.executable, folder / "venv")
    uv(
        *("pip", "install", "--quiet", "--python", python),
        *("--constraint", constraints, f"{wheel}[postgres]"),
    )
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "mairie.settings.production",
        "HOST_DATABASE": host_database,
    }
    host = Host(folder / "mairie", python, environment)
    host.folder.mkdir()
    subprocess.run(
        [folder / "venv" / "bin" / "wagtail", "start", "mairie", host.folder],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for app in ("people", "pictures"):
        host.write(f"{app}/__init__.py", "")
        host.write(f"{app}/models.py", (HOST / f"{app}.py").read_text())
    host.write("people/management/commands/story.py", (HOST / "story.py").read_text())
    host.write("mairie/settings/local.py", (HOST / "local.py").read_text())
    own = "import os\n" + (host.folder / "mairie/settings/base.py").read_text() + OWN_SETTINGS
    host.write("mairie/settings/base.py", own)
    host.manage("makemigrations", "people", "pictures")
    host.manage("migrate", "--verbosity", "0")

    lines = readme_lines()
    host.write("mairie/settings/base.py", own + lines["settings"])
    addresses = (host.folder / "mairie/urls.py").read_text()
    theirs = '    path("", include(wagtail_urls)),\n'
    assert addresses.count(theirs) == 1
    host.write("mairie/urls.py", addresses.replace(theirs, lines["addresses"] + theirs))
    host.manage("migrate", "--verbosity", "0")
    host.manage("collectstatic", "--noinput", "--verbosity", "0")
    return host
