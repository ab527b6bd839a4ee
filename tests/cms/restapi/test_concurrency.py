"""A process that writes while eight clients read: no error, nothing stale."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import ROOT
from tests.processes import copy_of, environment_of, free_port, serving

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
from cms.listing.tracking import tracking
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
def environment(tmp_path: Path, django_db_blocker) -> dict[str, str]:
    """Return the environment of processes that share an empty database."""
    with django_db_blocker.unblock():
        connection.close()
        database = copy_of(connection.settings_dict["NAME"], "lecteurs", tmp_path)
    return environment_of(database, tmp_path, tmp_path / "media")


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
        # An answer takes up to four queries: one that spans a commit may tell of both states,
        # under the version of the first, so that it is asked for again. None is older.
        if not seen or min(seen) < at_least:
            progress.problems.append(f"{address}: {seen} after {at_least} ({response.status})")
        progress.answers.append(response.status)
        time.sleep(0.1)  # or nobody else gets a turn on a small machine


def run(environment: dict[str, str], folder: Path, writes: int) -> Progress:
    progress, port = Progress(), free_port()
    server = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads"]
    command = [sys.executable, *server, "4", "cms.project.wsgi:application"]
    with (
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(writes)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as writer,
        serving(command, port, ROOT, environment, folder / "log"),
    ):
        assert writer.stdout.readline() == "0\n"
        threads = [
            threading.Thread(target=read, args=[port, number, progress])
            for number in range(READERS)
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
    assert writer.returncode == 0
    return progress


def assert_true(progress: Progress, writes: int) -> None:
    assert progress.problems == []
    assert progress.committed == writes
    assert len(progress.answers) > READERS * 4
    assert progress.answers.count(200) > writes


def test_eight_readers_during_writes_see_no_error_and_nothing_stale(environment, tmp_path) -> None:
    assert_true(run(environment, tmp_path, writes=4), 4)


@pytest.mark.slow
def test_eight_readers_during_many_writes_see_no_error_and_nothing_stale(
    environment, tmp_path
) -> None:
    assert_true(run(environment, tmp_path, writes=200), 200)
