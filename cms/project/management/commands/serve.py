"""Run the site on this machine: web server, worker and tick, until told to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.project.demo import catalogue, vivier

HOST = "127.0.0.1"
TICK = 60.0  # seconds
PATIENCE = 15.0  # seconds that a process has to end by itself


class Command(BaseCommand):
    help = "Sert le site sur cette machine, avec ses tâches de fond. Ctrl-C l’arrête."

    def handle(self, *args: Any, **options: Any) -> None:
        port = urlsplit(settings.SITE_URL).port or 8000
        refuse_taken(port)
        stopped = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.set()

        previous = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            self.run(port, stopped)
        finally:
            for name, handler in previous.items():
                signal.signal(name, handler)

    def run(self, port: int, stopped: threading.Event) -> None:
        """Start the processes and watch them until one ends or we are told to stop."""
        with ExitStack() as stack:
            self.serve_catalogue(stack)
            children = {"serveur web": start(web_server(port))}
            stack.callback(end, children)
            if settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend":
                children["tâches de fond"] = start(manage("db_worker"))
            self.stdout.write(f"Passeur est servi sur {settings.SITE_URL}/ (Ctrl-C pour arrêter).")
            waited = TICK
            while not stopped.wait(0.5):
                for name, child in children.items():
                    if child.poll() is not None and name != "tick":
                        raise CommandError(f"Arrêt inattendu : {name}. Voir les lignes ci-dessus.")
                waited += 0.5
                tick = children.get("tick")
                if waited >= TICK and (tick is None or tick.poll() is not None):
                    children["tick"], waited = start(manage("tick")), 0.0
            self.stdout.write("Arrêt en cours…")
        self.stdout.write("Passeur est arrêté.")

    def serve_catalogue(self, stack: ExitStack) -> None:
        """Serve the demo's catalogue too, where it has a port: staff may import it again."""
        try:
            stack.enter_context(catalogue.serving(vivier.catalogue_port()))
        except vivier.NoPort:
            return
        except catalogue.PortTaken as error:
            self.stderr.write(
                f"Le port {error} est pris : le catalogue d’exemples n’est pas servi."
            )


def refuse_taken(port: int) -> None:
    """Stop with a sentence where another program listens already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Le port {port} est déjà pris : Passeur tourne peut-être dans un autre terminal. "
                f"Arrêtez ce programme, ou choisissez un autre port dans SITE_URL."
            ) from error


def web_server(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--no-ws"),
        *("--blocking-threads", "4"),
        *("--host", HOST, "--port", str(port), "--log-level", "warning"),
        "cms.project.wsgi:application",
    ]


def manage(command: str) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), command]


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process of its own session, so that the terminal's Ctrl-C reaches only us."""
    return subprocess.Popen(  # noqa: S603 -- commands of our own, no shell
        command, cwd=settings.BASE_DIR, env=dict(os.environ), start_new_session=True
    )


def end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, wait, and kill what does not listen, its own children too."""
    for child in children.values():
        child.terminate()
    for child in children.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # its session's group: see start()
        child.wait()
