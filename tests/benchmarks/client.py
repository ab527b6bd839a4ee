"""A client as thin as can be, so that what is timed is the server."""

from __future__ import annotations

import http.client
import itertools
import socket
import threading
import time
from collections.abc import Sequence

CONNECTIONS = 2  # one request is on its way while the other is answered


def get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict, bytes]:
    """Ask once, the ordinary way: what a run is checked with."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {k.lower(): v for k, v in response.getheaders()}, body


def rate(
    port: int, paths: Sequence[str], seconds: float, status: int, headers: Sequence[str] = ("",)
) -> float:
    """Return how many requests a second are answered with `status` over kept connections.

    Raises AssertionError when another status comes.
    """
    extra = itertools.cycle(headers)
    requests = [
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{next(extra)}\r\n".encode()
        for path in paths
    ]
    stop = time.perf_counter() + seconds
    counts: list[int] = []
    threads = [
        threading.Thread(target=ask, args=(port, requests[n:] + requests[:n], stop, status, counts))
        for n in range(CONNECTIONS)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - started
    assert len(counts) == CONNECTIONS, "a connection failed"
    return sum(counts) / elapsed


def ask(port: int, requests: list[bytes], stop: float, status: int, counts: list[int]) -> None:
    expected = f"HTTP/1.1 {status} ".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for count, request in enumerate(itertools.cycle(requests)):
            if time.perf_counter() > stop:
                counts.append(count)
                return
            connection.sendall(request)
            answer = read(connection)
            assert answer.startswith(expected), answer[:200]


def read(connection: socket.socket) -> bytes:
    """Read one answer to its end."""
    answer = connection.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536))
    return head
