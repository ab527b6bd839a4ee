"""Processes of their own beside the tests: programs on a copy of the database, and servers."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import urllib3
from django.db import connection

from tests.conftest import ROOT

Manage = Callable[..., subprocess.Popen]


def copy_of(source: str, name: str, folder: Path) -> str:
    """Copy a database that nobody is using, whole, and return the address of the copy."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        target = folder / f"{name}.sqlite3"
        with sqlite3.connect(source) as original:
            original.execute("VACUUM INTO ?", [str(target)])
        return str(target)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{values["NAME"]}_{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{values["NAME"]}_{name}" TEMPLATE "{source}"')
    return f"{values['NAME']}_{name}"


def address_of(database: str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    values = connection.settings_dict
    login = f"{values['USER']}:{values['PASSWORD']}"
    return f"postgres://{login}@{values['HOST']}:{values['PORT'] or 5432}/{database}"


def environment_of(database: str, folder: Path, media: Path) -> dict[str, str]:
    """Return the environment in which a program works on a database and in a folder."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.project.settings",
        "DATABASE_URL": address_of(database),
        "VAR_DIR": str(folder),
        "MEDIA_URL": f"file://{media}",
        "DEBUG": "1",
        "TASKS_URL": "immediate://",
    }


def starter(database: str, folder: Path, media: Path) -> Manage:
    """Return a function that starts Python on a database, with an environment of ours."""

    def start(*args: str, limit: int = 0, **environment: str) -> subprocess.Popen:
        command = [sys.executable, *args]
        if limit:  # in blocks of 1024 bytes
            command = ["bash", "-c", f'ulimit -f {limit}; exec "$@"', "-", *command]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment_of(database, folder, media) | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def finish(process: subprocess.Popen) -> tuple[int, str, str]:
    output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(
    command: list[str], port: int, folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator[str]:
    """Run a web server until the block ends; what it says goes to `log`."""
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + 60
        while not answers(address):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def answers(address: str) -> bool:
    try:
        urllib3.request("HEAD", address, timeout=30, retries=False)
    except urllib3.exceptions.HTTPError:
        return False
    return True
