"""A real SMTP server that does what a test tells it to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

OK = "250 pris"


class Sink:
    """Keeps what it accepted. `rcpt` and `data` map a recipient to an answer of their own;
    an answer `hang` never comes."""

    def __init__(self) -> None:
        self.rcpt: dict[str, str] = {}
        self.data: dict[str, str] = {}
        self.accepted: list[tuple[str, bytes]] = []
        self.connections = 0
        self.before_answer: Callable[[str], None] = lambda address: None
        self.url = ""

    def addresses(self) -> list[str]:
        return [address for address, _ in self.accepted]

    async def handle_EHLO(self, server, session, envelope, hostname, responses) -> Any:  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope: Envelope, address, options) -> str:  # noqa: N802
        answer = await self._answer(self.rcpt, address)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        answer = await self._answer(self.data, address)
        if answer == OK:
            self.accepted.append((address, envelope.original_content))
            self.before_answer(address)
        return answer

    async def _answer(self, answers: dict[str, str], address: str) -> str:
        answer = answers.get(address) or answers.get("*") or OK
        if answer == "hang":
            await asyncio.sleep(60)
        return answer


@contextmanager
def smtp_sink(timeout: float = 0.4) -> Iterator[Sink]:
    """Run a sink on a free port; `url` is the MAIL_URL that reaches it."""
    sink = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    sink.url = f"smtp://127.0.0.1:{port}?tls=no&timeout={timeout}"
    try:
        yield sink
    finally:
        controller.stop()
