"""A process that writes while eight clients read: no error, nothing stale."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import ROOT
from tests.processes import address_of, copy_of

pytestmark = pytest.mark.django_db  # or there is no test database when this file runs alone

READERS = 8
GENERATION = re.compile(rb"G(?:\xc3\xa9|\\u00e9)n(?:\xc3\xa9|\\u00e9)ration (\d+)")
ADDRESSES = (
    "/++api++/initiatives/blain",
    "/++api++/initiatives/blain/une",
    "/++api++/initiatives/blain/une?expand=navigation,breadcrumbs",
    "/++api++/@search?portal_type=Initiative&facets=1",
    "/++api++/@search?SearchableText=generation*",
    "/initiatives/blain/",
)
# Both pages get the number of the transaction; it is told once it is committed.
WRITE = """
import django, sys; django.setup()
from cms.domain import authoring
from cms.listing.sync import tracking
from cms.models import InitiativePage
from tests.factories.cms import make_initiative, make_member, make_site
make_site(); folder = make_member("Blain")
for slug in ("une", "deux"):
    make_initiative("Génération 0", slug=slug, folder=folder)
print(0, flush=True)
sys.stdin.readline()
for number in range(1, int(sys.argv[1]) + 1):
    with tracking():
        for page in InitiativePage.objects.order_by("path"):
            authoring.update(page, {"title": f"Génération {number}"}, publish=True)
    print(number, flush=True)
"""


class Progress:
    """The last generation that is known to be committed, and what went wrong."""

    def __init__(self) -> None:
        self.committed = 0
        self.over = threading.Event()
        self.problems: list[str] = []
        self.answers: list[int] = []


@pytest.fixture
def start(tmp_path: Path, django_db_blocker) -> Iterator[Callable[..., subprocess.Popen]]:
    """Return a function that starts Python on a database of its own."""
    started: list[subprocess.Popen] = []
    with django_db_blocker.unblock():
        connection.close()
        database = copy_of(connection.settings_dict["NAME"], "lecteurs", tmp_path)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.project.settings_test",
        "DATABASE_URL": address_of(database),
        "VAR_DIR": str(tmp_path),
    }

    def run(*command: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def serve(start: Callable[..., subprocess.Popen]) -> int:
    """Start the web server and return its port once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-log"]
    start("-m", "granian", *options, "--blocking-threads", "4", "cms.project.wsgi:application")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            client.request("GET", ADDRESSES[0])
            assert client.getresponse().status == 200
            return port
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not answer")


def read(port: int, number: int, progress: Progress) -> None:
    """Ask for one address after the other, with the ETag of the last answer."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    known: dict[str, tuple[str, bytes]] = {}
    turn = number
    while not progress.over.is_set():
        address = ADDRESSES[turn % len(ADDRESSES)]
        turn += 1
        etag, body = known.get(address, ("", b""))
        at_least = progress.committed
        try:
            client.request("GET", address, headers={"If-None-Match": etag} if etag else {})
            response = client.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            progress.problems.append(f"{address}: {error!r}")
            return
        if response.status == 200:
            body = content
            known[address] = (response.headers.get("ETag", ""), body)
        elif response.status != 304:
            progress.problems.append(f"{address}: {response.status}")
        seen = {int(found) for found in GENERATION.findall(body)}
        if len(seen) != 1 or min(seen) < at_least:
            progress.problems.append(f"{address}: {seen} after {at_least} ({response.status})")
        progress.answers.append(response.status)
        time.sleep(0.03)  # or nobody else gets a turn on a small machine


def run(start: Callable[..., subprocess.Popen], writes: int) -> Progress:
    progress, writer = Progress(), start("-c", WRITE, str(writes))
    assert writer.stdout.readline() == "0\n"
    port = serve(start)
    threads = [
        threading.Thread(target=read, args=[port, number, progress]) for number in range(READERS)
    ]
    for thread in threads:
        thread.start()
    try:
        print("go", file=writer.stdin, flush=True)
        for line in writer.stdout:
            progress.committed = int(line)
        time.sleep(0.5)  # what is read last was read after the last transaction
    finally:
        progress.over.set()
        for thread in threads:
            thread.join()
    assert writer.wait(60) == 0
    return progress


def assert_true(progress: Progress, writes: int) -> None:
    assert progress.problems == []
    assert progress.committed == writes
    assert len(progress.answers) > READERS * 4
    assert progress.answers.count(200) > writes


def test_eight_readers_during_writes_see_no_error_and_nothing_stale(start) -> None:
    assert_true(run(start, writes=4), 4)


@pytest.mark.slow
def test_eight_readers_during_many_writes_see_no_error_and_nothing_stale(start) -> None:
    assert_true(run(start, writes=200), 200)
