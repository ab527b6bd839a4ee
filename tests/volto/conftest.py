"""Our server with the demo, Volto in front of it, and a browser in front of Volto."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from cms.project.management.commands.serve import web_server
from tests.chromium import chromium
from tests.conftest import ROOT
from tests.processes import free_port, serving
from tests.volto.reading import MISSING

BUILT = ROOT / "var" / "volto"
SCREENS = ROOT / "var" / "volto-screens"
WIDTHS = {"desktop": 1280, "phone": 375}
SECRET = "only-for-tests-that-run-volto-in-front-of-the-demo"
Visit = Callable[..., Page]
# The demo knows no address of a single video: give one of its pages a video that Volto plays.
PLAYABLE = """
from cms.domain import authoring
from cms.models import VideoPage
page = VideoPage.objects.get(episode=2)
authoring.update(page, {"video_url": "https://youtu.be/dQw4w9WgXcQ"}, publish=True)
"""


@pytest.fixture(scope="session")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return where each of the two servers writes what it has to say."""
    folder = tmp_path_factory.mktemp("logs")
    return {name: folder / f"{name}.log" for name in ("passeur", "volto")}


@pytest.fixture(scope="session")
def passeur(logs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of our server, with a demo that was loaded just now."""
    folder = tmp_path_factory.mktemp("passeur")
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.project.settings",
        "SECRET_KEY": SECRET,
        "NEWSLETTER_HASH_KEY": SECRET,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "FETCH_ALLOW": f"127.0.0.1:{free_port()}",
        "DATABASE_URL": f"sqlite:///{folder}/passeur.sqlite3",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
    }
    commands = (["migrate"], ["collectstatic", "--noinput"], ["demo"], ["shell", "-c", PLAYABLE])
    for command in commands:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    with serving(web_server(port), port, ROOT, environment, logs["passeur"]) as address:
        yield address


@pytest.fixture(scope="session")
def volto(passeur: str, logs) -> Iterator[str]:
    """Return the address of Volto, told by its environment alone where our server is."""
    if not (BUILT / ".inputs").exists():
        pytest.fail("Volto is not built: `make test-volto` builds it")
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "NODE_ENV": "production",
        "PORT": str(port),
        "RAZZLE_BIND_ADDRESS": "127.0.0.1",
        "RAZZLE_INTERNAL_API_PATH": passeur,
        "RAZZLE_PROXY_REWRITE_TARGET": "/++api++",
        "SITE_DEFAULT_LANGUAGE": "fr",
    }
    command = [str(BUILT / "node"), "build/server.js"]
    with serving(command, port, BUILT, environment, logs["volto"]) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def consoles(volto: str, logs: dict[str, Path]) -> Iterator[dict[str, list[str]]]:
    """Return what is wrong in the browser; fail if anything is, or if a server has said a word.

    Volto logs nothing but errors once it has started, and our server runs with
    `LOG_LEVEL=ERROR`.
    """
    before = {name: log.stat().st_size for name, log in logs.items()}
    said: dict[str, list[str]] = {"browser": []}
    yield said
    for name, log in logs.items():
        said[name] = log.read_bytes()[before[name] :].decode().splitlines()
    assert said == {"browser": [], "passeur": [], "volto": []}


@pytest.fixture
def visit(browser: Browser, volto: str, consoles: dict[str, list[str]]) -> Iterator[Visit]:
    """Return a function that opens an address of Volto's, on a desktop or on a phone."""
    opened: list[BrowserContext] = []

    def open_page(path: str, device: str = "desktop") -> Page:
        context = browser.new_context(
            locale="fr-FR", viewport={"width": WIDTHS[device], "height": 900}
        )
        opened.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: consoles["browser"].append(str(error)))
        page.on("request", lambda request: see(request.url))
        page.goto(volto + path)
        page.wait_for_load_state("networkidle")
        return page

    def hear(message: ConsoleMessage) -> None:
        address = message.location["url"]
        expected = MISSING in address and "404 (Not Found)" in message.text  # Chromium's own line
        if message.type == "error" and not expected:
            consoles["browser"].append(f"{message.text} ({address})")

    def see(address: str) -> None:
        if not address.startswith((volto, "data:")):
            consoles["browser"].append(f"asked somebody else: {address}")

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def screens() -> Path:
    """Return the folder where pictures of the pages are kept for people to look at."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    return SCREENS
