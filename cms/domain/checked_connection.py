"""Connections that go to a checked address, and nowhere else, until a deadline.

The name is resolved once; every address it has is checked and the socket connects to one of
those very addresses, so that a second answer of the name server has no effect (DNS
rebinding). Urllib3 does the rest: HTTP, and TLS against the name.
"""

from __future__ import annotations

import logging
import socket
import threading
import time

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from cms.domain.fetch_errors import AddressRefused, TooSlow
from cms.domain.public_addresses import is_public

logger = logging.getLogger(__name__)


class Door:
    """Resolves a name once, connects to an address that was checked, rings at the deadline."""

    def __init__(self, url: str, deadline: float, *, allowed: bool) -> None:
        self.url = url
        self.deadline = deadline
        self.allowed = allowed
        self.sock: socket.socket | None = None
        self.rang = False
        self.alarm: threading.Timer | None = None

    def within(self, seconds: float) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TooSlow(self.url, "total time spent")
        return min(seconds, left)

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except UnicodeError as error:
            raise AddressRefused(self.url, f"{host!r} cannot be a name") from error
        for *_, address in found:
            if not (self.allowed or is_public(str(address[0]))):
                raise AddressRefused(self.url, f"{host} resolves to {address[0]}")
        failure: OSError | None = None
        for family, kind, protocol, _, address in found:
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(self.within(timeout))
                sock.connect(address)
            except OSError as error:
                sock.close()
                failure = error
                continue
            # The copy stays ours when TLS takes the socket over.
            self.sock = sock.dup()
            self.alarm = threading.Timer(self.deadline - time.monotonic(), self._ring)
            self.alarm.daemon = True
            self.alarm.start()
            return sock
        if isinstance(failure, TimeoutError):
            raise TooSlow(self.url, "connect timed out")
        raise failure or OSError(f"{host} has no address")

    def _ring(self) -> None:
        self.rang = True
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            logger.debug("the connection to %s was closed already", self.url)

    def close(self) -> None:
        if self.alarm:
            self.alarm.cancel()
        if self.sock:
            self.sock.close()


class _ThroughDoor:
    def __init__(self, *args, door: Door, **kwargs) -> None:
        self._door = door
        super().__init__(*args, **kwargs)

    def _new_conn(self) -> socket.socket:
        return self._door.connect(self._dns_host, self.port, self.timeout)


class HTTPPool(urllib3.HTTPConnectionPool):
    ConnectionCls = type("_HTTPConnection", (_ThroughDoor, HTTPConnection), {})


class HTTPSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = type("_HTTPSConnection", (_ThroughDoor, HTTPSConnection), {})
