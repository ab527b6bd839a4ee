"""How often somebody may try to sign in: passwords are not to be guessed by trying."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MOST = 10
SECONDS = 300


def may_try(request: HttpRequest, login: str) -> bool:
    """Count an attempt with a name from an address, and tell whether it may go on.

    Counted before the password is looked at, so that a hundred at once are no way around.
    By name and address together: nobody locks a colleague out from elsewhere. Memory is
    the cache, one for each process unless `CACHE_URL` names a shared one.
    """
    name = cache_name(request, login)
    cache.add(name, 0, SECONDS)
    try:
        return cache.incr(name) <= MOST
    except ValueError:  # its time was over between the two
        return True


def forget(request: HttpRequest, login: str) -> None:
    """Start again at none, after the right password."""
    cache.delete(cache_name(request, login))


def cache_name(request: HttpRequest, login: str) -> str:
    known = f"{address_of(request)}\n{login}"
    return f"passeur-login-{hashlib.sha256(known.encode()).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """Return the client's address, as the proxy tells it where one is trusted.

    The last of `X-Forwarded-For`: the one that our own proxy wrote, clients write the others.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    trusted = forwarded.rpartition(",")[2].strip() if settings.USE_X_FORWARDED_HOST else ""
    return trusted or request.META.get("REMOTE_ADDR", "")
