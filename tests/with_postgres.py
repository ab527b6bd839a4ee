"""Run a command on a PostgreSQL cluster that lives as long as the command.

    python tests/with_postgres.py pytest -q

The cluster is made from the server binaries of the machine (Debian: package postgresql)
in a temporary folder, without durability, on a free port of the loopback address.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

INSTALL = "Les binaires de PostgreSQL manquent : sudo apt-get install -y postgresql"


def server_binaries() -> Path:
    """Return the folder of initdb and postgres: Debian keeps them out of the PATH."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        candidates.append(Path(found).resolve().parent)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    sys.exit(INSTALL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unprivileged() -> str | None:
    """Return the account to run the server under: initdb refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    sys.exit("Aucun compte ordinaire pour lancer PostgreSQL.")


def main(command: list[str]) -> int:
    binaries, user = server_binaries(), unprivileged()
    run = {"user": user, "cwd": "/", "env": {"LC_ALL": "C.UTF-8", "PATH": os.defpath}}
    with tempfile.TemporaryDirectory(prefix="passeur-postgres-") as folder:
        if user:
            shutil.chown(folder, user)
        cluster, port = f"{folder}/cluster", free_port()
        subprocess.run(
            [binaries / "initdb", "-D", cluster, "-U", "passeur", "-A", "trust", "-E", "UTF8"],
            check=True,
            stdout=subprocess.DEVNULL,
            **run,
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        control = [binaries / "pg_ctl", "-D", cluster, "-w", "-l", f"{folder}/log"]
        subprocess.run(
            [*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, **run
        )
        try:
            url = f"postgres://passeur@127.0.0.1:{port}/postgres"
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], stdout=subprocess.DEVNULL, **run)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
