"""How often something may be tried: passwords and links are not to be guessed by trying."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def may_try(what: str, most: int, seconds: int) -> bool:
    """Count an attempt, and tell whether it may go on: `most` may within `seconds`.

    Counted before anything is looked at, so that a hundred at once are no way around.
    Memory is the cache, one for each process unless `CACHE_URL` names a shared one.
    """
    name = cache_name(what)
    cache.add(name, 0, seconds)
    try:
        return cache.incr(name) <= most
    except ValueError:  # its time was over between the two
        return True


def forget(what: str) -> None:
    """Start again at none."""
    cache.delete(cache_name(what))


def cache_name(what: str) -> str:
    digest = hashlib.sha256(what.encode(errors="replace"))  # JSON can say half a character
    return f"passeur-attempts-{digest.hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """Return the client's address, as the proxy tells it where one is trusted.

    The last of `X-Forwarded-For`: the one that our own proxy wrote, clients write the others.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    trusted = forwarded.rpartition(",")[2].strip() if settings.USE_X_FORWARDED_HOST else ""
    return trusted or request.META.get("REMOTE_ADDR", "")
