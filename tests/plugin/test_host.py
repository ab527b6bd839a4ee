"""A project that is not ours, with Passeur in it by the lines of README."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from http.client import HTTPConnection

import pytest

from tests.newsletter.sink import smtp_sink
from tests.plugin.conftest import Host, readme_lines

pytestmark = pytest.mark.lasts

ONE = "/initiatives/redon-agglomeration/une-chaufferie-a-bois"
GONE = "/initiatives/redon-agglomeration/un-essai-sans-suite"
NEEDED = (
    "cms.listing.middleware.ListingMiddleware",
    "themes.engine.Packs",
    "themes.finders.PackFinder",
    "LANGUAGE_CODE",
    "WAGTAILADMIN_BASE_URL",
    "MAIL_URL",
    "NEWSLETTER_HASH_KEY",
    'path("lettre/", include("newsletter.urls"))',
    'path("", include("cms.urls"))',
)
"""What each line of README brings, after the first one."""
Get = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def story(host: Host) -> dict:
    """Let the host's staff publish, assemble and send; return what came of it."""
    with smtp_sink(timeout=10) as sink:
        told = host.manage("story", HOST_MAIL=sink.url)
    return json.loads(told.splitlines()[-1]) | {"mails": dict(sink.accepted)}


@pytest.fixture(scope="module")
def get(host: Host, story: dict) -> Iterator[Get]:
    """Return a function that asks the host's own server, behind its proxy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [host.python, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=host.folder,
        env=host.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def get(path: str, accept: str = "*/*") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Host": "www.example.fr", "X-Forwarded-Proto": "https"}
        connection.request("GET", path, headers=headers | {"Accept": accept})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")

    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and server.poll() is None:
            with suppress(ConnectionRefusedError):
                get("/")
                break
            time.sleep(0.1)
        yield get
    finally:
        server.terminate()
        server.wait(30)


def test_readme_needs_ten_lines():
    lines = [line for block in readme_lines().values() for line in block.splitlines()]
    assert len(lines) == 1 + len(NEEDED) == 10


def test_host_passes_the_checks_of_deployment(host):
    assert "no issues" in host.manage("check", "--deploy", "--fail-level", "WARNING")


def test_host_has_no_migration_to_make(host):
    assert "No changes detected" in host.manage("makemigrations", "--check", "--dry-run")


def test_initiative_under_the_hosts_home_page_is_read_by_the_api(get):
    status, body = get(f"/++api++{ONE}")
    page = json.loads(body)
    assert status == 200
    assert page["@id"] == f"https://www.example.fr{ONE}"
    assert (page["@type"], page["title"]) == ("Initiative", "Une chaufferie à bois")
    assert page["image"]["alt"] == "La chaufferie."
    assert get(ONE, accept="application/json") == (200, body)
    found = json.loads(get("/++api++/@search?SearchableText=chaufferies&portal_type=Initiative")[1])
    assert [item["@id"] for item in found["items"]] == [page["@id"]]


def test_hosts_own_home_page_is_the_root_of_the_api(get):
    status, body = get("/++api++")
    root = json.loads(body)
    assert status == 200
    assert (root["@type"], root["title"]) == ("Plone Site", "Home")
    # Other tests of the host add pages of theirs.
    assert {"Initiatives", "La lettre"} <= {item["title"] for item in root["items"]}


def test_picture_of_the_hosts_own_model_is_served(get):
    page = json.loads(get(f"/++api++{ONE}")[1])
    address = page["image"]["scales"]["preview"]["download"]
    assert get(address.removeprefix("https://www.example.fr"))[0] == 200


def test_page_wears_the_pack_and_the_hosts_own_stays_its_own(get):
    status, page = get(f"{ONE}/")
    assert status == 200
    assert "<h1" in page
    assert "Une chaufferie à bois" in page
    assert re.search(r'href="/static/passeur/web\.[0-9a-f]+\.css"', page)
    (tokens,) = re.findall(r'href="(/charte/passeur/[^"]+)"', page)
    assert get(tokens)[0] == 200
    status, home = get("/")
    assert status == 200
    assert "/charte/" not in home


def test_page_unpublished_in_the_hosts_admin_is_gone_at_once(get):
    assert get(f"/++api++{GONE}")[0] == 410
    assert get(f"{GONE}/")[0] == 404


def test_screens_of_the_hosts_admin_open(story):
    assert story["screens"] == dict.fromkeys(story["screens"], 200)


def test_issue_reaches_its_readers(story, get):
    assert (story["sent"]["accepted"], story["sent"]["recipients"]) == (2, 2)
    assert set(story["mails"]) == {"camille@example.fr", "dominique@example.fr"}
    mail = message_from_bytes(story["mails"]["camille@example.fr"], policy=policy.SMTP)
    html = mail.get_body(("html",)).get_content()
    assert f"https://www.example.fr{ONE}/" in html
    assert "https://www.example.fr/media/lettre/" in html
    leave = re.search(
        r"https://www\.example\.fr(/lettre/desinscription/[^>]+)", mail["List-Unsubscribe"]
    )
    assert leave is not None
    assert get(leave[1])[0] == 200


def test_host_with_the_apps_alone_is_told_every_other_line(host):
    lines = readme_lines()
    apps = lines["settings"].splitlines()[0]
    errors = refusal(host, apps)
    assert "cms.restapi.middleware.JsonMiddleware" in errors
    told = [line for block in lines.values() for line in block.splitlines() if line != apps]
    for line, name in zip(told, NEEDED, strict=True):
        assert name in line
        assert name in errors


def test_host_with_one_app_alone_is_told_those_it_stands_on(host):
    errors = refusal(host, 'INSTALLED_APPS += ["cms"]')
    for name in ("themes", "wagtail.contrib.settings"):
        assert f"Ajoutez « {name} » à INSTALLED_APPS" in errors


def refusal(host: Host, line: str) -> str:
    """Return what the host is told when it adds this one line, of all those in README."""
    lines = readme_lines()
    base = (host.folder / "mairie/settings/base.py").read_text()
    bare = base.replace(lines["settings"], f"{line}\nROOT_URLCONF = 'mairie.bare'\n")
    host.write("mairie/settings/bare.py", f"{bare}DEBUG = False\nfrom .local import *\n")
    urls = (host.folder / "mairie/urls.py").read_text()
    host.write("mairie/bare.py", urls.replace(lines["addresses"], ""))
    result = host.run("manage.py", "check", DJANGO_SETTINGS_MODULE="mairie.settings.bare")
    assert result.returncode != 0
    return result.stderr


def test_host_with_a_package_called_cms_is_refused_in_a_sentence(host):
    host.write("ailleurs/cms/__init__.py", "")
    result = host.run("manage.py", "check", PYTHONPATH=str(host.folder / "ailleurs"))
    assert result.returncode != 0
    assert "Le paquet Python « cms » chargé n’est pas celui de Passeur" in result.stderr
