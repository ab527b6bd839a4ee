"""Answers made smaller for clients that can read them so."""

from __future__ import annotations

from copy import copy

from compression_middleware.middleware import CompressionMiddleware, encoding_name
from django.http import HttpRequest, HttpResponse, HttpResponseBase

# Not the library's order, which begins with zstd: the proxy inside Volto (http-proxy-middleware
# 2.0.9) unpacks br and gzip, but hands zstd on to the browser as if it were plain JSON.
PREFERRED = ("br", "gzip", "zstd")
LONGEST = 200  # characters of a header that are read
COMPRESSION = CompressionMiddleware(lambda request: HttpResponse())


def compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the response in the first form of ours that the client takes."""
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")[:LONGEST].split(",")
    names = {encoding_name(part) for part in accepted}
    narrowed = copy(request)
    narrowed.META = request.META | {
        "HTTP_ACCEPT_ENCODING": next((n for n in PREFERRED if n in names or "*" in names), "")
    }
    return COMPRESSION.process_response(narrowed, response)
