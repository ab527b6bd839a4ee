"""Handing one mail over, as bytes, and saying truly what became of it.

The difference that counts is whether a failure is known (the mail was not taken) or the
outcome is not: a mail whose fate is unknown must never be sent again by itself.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

logger = logging.getLogger(__name__)

TIMEOUT = 15.0
"""Seconds to wait for each answer of a server; `?timeout=` in MAIL_URL changes it."""
MAILS_PER_CONNECTION = 100
DATA_ANSWER = 354


class NoTransport(Exception):
    """Mail cannot be sent with this MAIL_URL; the message is a French sentence."""


class NotReached(Exception):
    """The server cannot be spoken to; the mail at hand was certainly not taken."""


@dataclass(frozen=True)
class Accepted:
    answer: str = ""


@dataclass(frozen=True)
class Refused:
    """The server said no. `for_now`: it may say yes later (RFC 5321, section 4.2.1, 4yz)."""

    answer: str
    for_now: bool = False


@dataclass(frozen=True)
class Unknown:
    """Handed over, and no answer came back: the mail may have been taken or not."""

    answer: str


Outcome = Accepted | Refused | Unknown


class Transport(Protocol):
    def send(self, name: str, sender: str, recipient: str, message: bytes) -> Outcome:
        """Hand one mail over. `name` identifies it; raises NotReached."""


@contextmanager
def connect(url: str = "") -> Iterator[Transport]:
    """Open the transport that MAIL_URL names; connections close at the end.

    Raises:
        NoTransport: the address is none of `file:///folder`, `smtp://…`, `smtps://…`.
    """
    url = url or getattr(settings, "MAIL_URL", "")  # a host project may not know it
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        yield FileOutbox(Path(unquote(parts.path)))
    elif parts.scheme in ("smtp", "smtps") and parts.hostname:
        smtp = Smtp(url)
        try:
            yield smtp
        finally:
            smtp.close()
    else:
        raise NoTransport(
            "MAIL_URL n’est pas une adresse d’envoi connue : attendu file:///dossier, "
            "smtp://serveur:587 ou smtps://serveur:465."
        )


class FileOutbox:
    """Writes mails into a folder, one file each: nothing leaves the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, name: str, sender: str, recipient: str, message: bytes) -> Outcome:
        """Write `<name>.eml`, whole or not at all: written again, it is the same file."""
        target = self.folder / f"{name}.eml"
        draft = target.with_suffix(f".{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(message)
            draft.replace(target)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
            raise NotReached(f"{target.name} : {error.strerror or error}") from error
        return Accepted(target.name)


class Smtp:
    """Speaks SMTP over one connection, renewed from time to time and after a failure."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        options = parse_qs(parts.query)
        self.host = parts.hostname or ""
        self.implicit_tls = parts.scheme == "smtps"
        self.starttls = not self.implicit_tls and options.get("tls") != ["no"]
        self.port = parts.port or (465 if self.implicit_tls else 587)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.timeout = float(options.get("timeout", [TIMEOUT])[0])
        self.connection: smtplib.SMTP | None = None
        self.sent = 0

    def send(self, name: str, sender: str, recipient: str, message: bytes) -> Outcome:
        """Send one mail and read the server's answer to it.

        Up to the answer to DATA nothing was handed over, and any failure is a known one;
        from there to the final answer, silence means that nobody knows (RFC 5321, 4.5.3.2.6,
        and RFC 1047).
        """
        connection = self._open()
        try:
            refusal = (
                _refusal(*connection.mail(sender))
                or _refusal(*connection.rcpt(recipient))
                or _refusal(*connection.docmd("DATA"), wanted=DATA_ANSWER)
            )
            if refusal:
                self._reset()
                return refusal
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise NotReached(_words(error)) from error
        try:
            connection.send(_stuffed(message) + b".\r\n")
            code, answer = connection.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Unknown(_words(error))
        self.sent += 1
        return _refusal(code, answer) or Accepted(_answer(code, answer))

    def _open(self) -> smtplib.SMTP:
        if self.connection is not None and self.sent >= MAILS_PER_CONNECTION:
            self.close()
        if self.connection is None:
            try:
                self.connection = self._greeted()
            except (smtplib.SMTPException, OSError) as error:
                raise NotReached(_words(error)) from error
            self.sent = 0
        return self.connection

    def _greeted(self) -> smtplib.SMTP:
        tls = ssl.create_default_context()
        connect: Callable[[], smtplib.SMTP] = (
            (lambda: smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=tls))
            if self.implicit_tls
            else (lambda: smtplib.SMTP(self.host, self.port, timeout=self.timeout))
        )
        connection = connect()
        try:
            if self.starttls:
                connection.starttls(context=tls)
            connection.ehlo_or_helo_if_needed()
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _reset(self) -> None:
        """Leave a refused mail behind, so that the next one starts afresh."""
        try:
            if self.connection:
                self.connection.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def close(self) -> None:
        """Take leave of the server."""
        if self.connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.connection.quit()
        self._drop()

    def _drop(self) -> None:
        """Hang up: a server that failed is not waited for again."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def _refusal(code: int, answer: bytes, *, wanted: int = 250) -> Refused | None:
    if code == wanted or (wanted == 250 and code in (251, 252)):
        return None
    if code == 421:  # the server closes the connection (RFC 5321, 3.8)
        raise smtplib.SMTPServerDisconnected(_answer(code, answer))
    return Refused(_answer(code, answer), for_now=400 <= code < 500)


def _answer(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode(errors='replace')}".strip()[:500]


def _words(error: Exception) -> str:
    """Say what failed; never the credentials, which some libraries put into messages."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "le serveur refuse l’identification"
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        return _answer(error.smtp_code, raw if isinstance(raw, bytes) else raw.encode())
    if isinstance(error, TimeoutError | smtplib.SMTPServerDisconnected):
        return "le serveur ne répond pas à temps, ou a coupé la connexion"
    if isinstance(error, ConnectionRefusedError | socket.gaierror):
        return "le serveur ne peut être joint"
    return str(error)[:500] or type(error).__name__


def _stuffed(message: bytes) -> bytes:
    """Double the dots that start a line (RFC 5321, 4.5.2); lines end in CR LF already."""
    stuffed = re.sub(rb"(?m)^\.", b"..", message)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
