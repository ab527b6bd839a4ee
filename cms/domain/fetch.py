"""The one door through which Passeur asks another server for something.

Addresses come from staff, catalogues and redirections, so none is trusted: only `http` and
`https`, only public addresses, checked on the very address the socket connects to, so that
no second answer of a name server can slip in between. What comes back is bounded in size
and time. Exact `host:port` exceptions stand in the setting `FETCH_ALLOW`.

Proxies named in the environment are ignored: they would connect where we cannot look.
"""

from __future__ import annotations

import logging
import random
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import metadata
from urllib.parse import urljoin

import urllib3
from django.conf import settings
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    ReadTimeoutError,
    SSLError,
)

from cms.domain.bounded_body import read_body
from cms.domain.checked_connection import Door, HTTPPool, HTTPSPool
from cms.domain.fetch_errors import (
    AddressRefused,
    BadStatus,
    Broken,
    Busy,
    FetchError,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)

__all__ = ["Answer", "FetchError", "Limits", "get"]

logger = logging.getLogger(__name__)

PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
TRY_AGAIN = {429, 502, 503, 504}


@dataclass(frozen=True)
class Limits:
    """What one `get` may cost; times in seconds, sizes in bytes."""

    total: float = 60
    connect: float = 10
    read: float = 10
    size: int = 50_000_000
    ratio: int = 100
    redirects: int = 5
    retries: int = 3
    backoff: float = 0.5
    patience: float = 20


@dataclass(frozen=True)
class Answer:
    """What a server said: the final address, its headers and its decoded body."""

    url: str
    headers: Mapping[str, str]
    body: bytes


def get(url: str, limits: Limits | None = None, *, accept: str = "*/*") -> Answer:
    """Ask for an address and return the answer, within the limits.

    Without limits, the usual ones hold, and the setting `FETCH_TIMEOUT` bounds the whole.

    A refused connection and 429, 502, 503 and 504 are tried again, since a GET can be
    repeated (RFC 9110 § 9.2.2); a server that asks for more patience than we have is left
    alone. Raises a `FetchError`, whose text is a French sentence for staff.
    """
    limits = limits or Limits(total=getattr(settings, "FETCH_TIMEOUT", 60))
    deadline = time.monotonic() + limits.total
    current = url
    try:
        for _ in range(limits.redirects + 1):
            answer = _persist(current, limits, deadline, accept)
            if isinstance(answer, Answer):
                return answer
            current = _joined(current, answer)
        raise TooManyRedirects(url)
    except FetchError as error:
        logger.warning("GET %s failed: %s", error.shown, error.detail or type(error).__name__)
        raise


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise AddressRefused(url, f"redirects to {location[:200]!r}") from error


def _persist(url: str, limits: Limits, deadline: float, accept: str) -> Answer | str:
    """Ask as often as patience allows; a text is the address we are redirected to."""
    for attempt in range(limits.retries + 1):
        try:
            return _ask(url, limits, deadline, accept)
        except (Unreachable, Busy) as error:
            pause = limits.backoff * 2**attempt * random.uniform(0.5, 1.5)  # noqa: S311 -- no secret
            pause = max(pause, error.retry_after or 0)
            if (
                attempt == limits.retries
                or pause > limits.patience
                or time.monotonic() + pause > deadline
            ):
                raise
            time.sleep(pause)
    raise AssertionError("the loop returns or raises")


def _ask(url: str, limits: Limits, deadline: float, accept: str) -> Answer | str:
    target = _target(url)
    door = Door(url, deadline, allowed=_is_allowed(target))
    pool_class = HTTPSPool if target.scheme == "https" else HTTPPool
    options = {"ssl_context": _tls()} if target.scheme == "https" else {}
    pool = pool_class(target.host, target.port, maxsize=1, door=door, **options)
    try:
        response = pool.urlopen(
            "GET",
            target.request_uri,
            headers={"User-Agent": user_agent(), "Accept": accept, "Accept-Encoding": "gzip"},
            timeout=urllib3.Timeout(connect=door.within(limits.connect), read=limits.read),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        if response.status in REDIRECTS and "Location" in response.headers:
            return response.headers["Location"]
        body = read_body(url, response, limits.size, limits.ratio)
        door.within(0)
        if response.status in TRY_AGAIN:
            raise Busy(url, response.status, body, _retry_after(response.headers))
        if not 200 <= response.status < 300:
            raise BadStatus(url, response.status, body)
        return Answer(url, response.headers, body)
    except (HTTPError, OSError) as error:
        raise _explained(url, error, door) from error
    finally:
        door.close()
        pool.close()


def _explained(url: str, error: Exception, door: Door) -> FetchError:
    """Say what went wrong below: an alarm closes the socket, which looks like any break."""
    detail = f"{type(error).__name__}: {error}"
    if door.rang or isinstance(error, ConnectTimeoutError | ReadTimeoutError):
        return TooSlow(url, detail)
    if isinstance(error, SSLError | ssl.SSLError):
        return Broken(url, detail)
    return Unreachable(url, detail) if door.sock is None else Broken(url, detail)


def _target(url: str) -> urllib3.util.Url:
    try:
        target = urllib3.util.parse_url(url)
    except LocationParseError as error:
        raise AddressRefused(url, str(error)) from error
    if target.scheme not in PORTS:
        raise AddressRefused(url, f"scheme {target.scheme!r}")
    if not target.host:
        raise AddressRefused(url, "no host")
    if target.auth:
        raise AddressRefused(url, "user name or password in the address")
    target = target._replace(port=target.port or PORTS[target.scheme])
    if target.port not in PORTS.values() and not _is_allowed(target):
        raise AddressRefused(url, f"port {target.port}")
    return target


def _is_allowed(target: urllib3.util.Url) -> bool:
    allowed = getattr(settings, "FETCH_ALLOW", ())  # a host project may not know it
    return f"{target.host}:{target.port}" in {entry.lower() for entry in allowed}


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a `Retry-After` asks for, given as a number or a date (RFC 9110)."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def user_agent() -> str:
    """Return how we introduce ourselves: the name, the version and where to find us."""
    try:
        version = metadata.version("passeur")
    except metadata.PackageNotFoundError:
        version = "dev"
    return f"Passeur/{version} (+{getattr(settings, 'WAGTAILADMIN_BASE_URL', '')})"
