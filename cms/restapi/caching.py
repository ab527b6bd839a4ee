"""What clients and caches may keep of an answer, and for how long.

Everything public follows from the listing's rows and the vocabularies, which move the
site's version when they change. So an answer is known by version and question, and a
client that has it hears 304 before anything is composed.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from cms.domain.paris import day_in_paris
from cms.restapi.asked import Asked


def etag_of(asked: Asked) -> str:
    """Return the validator of an answer; none where drafts are read.

    Weak, since the answer's compressed forms share it (RFC 9110, 8.8.3). The day is in it,
    since some answers follow it: what happened today, the members of the alliance.
    """
    if asked.personal:
        return ""
    today = day_in_paris().isoformat()
    known = (code(), asked.version, today, str(asked.site_id), asked.url)
    digest = hashlib.blake2b("\n".join(known).encode(), digest_size=16).hexdigest()
    return f'W/"{digest}"'


@functools.cache
def code() -> str:
    """Return a fingerprint of the code that answers: after a deployment nothing old is kept."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(package.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def not_modified(request: HttpRequest, etag: str) -> HttpResponseNotModified | None:
    """Return 304 for a client that has the answer, None for one that has not."""
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if not (known and etag) or request.method == "POST":
        return None
    if known == etag or etag in parse_etags(known):
        return HttpResponseNotModified()
    return None


def mark(response: HttpResponseBase, asked: Asked, etag: str) -> HttpResponseBase:
    """Say what caches may do with an answer of 200 or 304.

    By default they ask each time, which a 304 answers fast. `PASSEUR_CDN_SECONDS` lets shared
    caches answer by themselves for so long; addresses of changed pages are purged.
    A draft, which has no validator, is for its reader alone.
    """
    patch_vary_headers(response, ("Accept", "Authorization"))
    if not etag:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response
    if asked.request.method == "POST":  # asks by a body, which no cache looks at
        response["Cache-Control"] = "no-store"
        return response
    response["ETag"] = etag
    seconds = getattr(settings, "PASSEUR_CDN_SECONDS", 0)
    shared = f", s-maxage={seconds}" if seconds else ""
    response["Cache-Control"] = f"public, max-age=0, must-revalidate{shared}"
    return response
