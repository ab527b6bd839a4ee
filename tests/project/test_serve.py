"""`manage.py serve` as people run it: a process, its children, and signals."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.lasts

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_until(condition, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def serve(tmp_path) -> Iterator:
    """Start `serve` on a port, with an empty folder for its files."""
    started: list[subprocess.Popen] = []

    def start(port: int, tasks: str = "immediate://") -> subprocess.Popen:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.project.settings",
            "SECRET_KEY": "only-for-tests",
            "NEWSLETTER_HASH_KEY": "only-for-tests",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"http://127.0.0.1:{port}",
            "VAR_DIR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path}/passeur.sqlite3",
            "TASKS_URL": tasks,
            "FETCH_ALLOW": "",
            "PYTHONUNBUFFERED": "1",
        }
        started.append(
            subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_until_told_to_stop_and_frees_the_port(serve, told):
    port = free_port()
    process = serve(port)
    assert wait_until(lambda: answers(port)), process.stdout

    process.send_signal(told)
    out, _ = process.communicate(timeout=40)

    assert process.returncode == 0, out
    assert f"http://127.0.0.1:{port}/" in out
    assert out.rstrip().endswith("Passeur est arrêté.")
    assert not answers(port)


def test_serve_on_a_taken_port_says_so(serve):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = serve(port)
        out, _ = process.communicate(timeout=40)
    assert process.returncode == 1
    assert f"Le port {port} est déjà pris" in out


def test_serve_stops_everything_when_the_worker_cannot_live(serve):
    """Without tables the worker ends at once: a site that looks alive would do nothing."""
    port = free_port()
    process = serve(port, tasks="database://")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "tâches de fond" in out
    assert not answers(port)
