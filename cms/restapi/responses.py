"""Answers of the API: JSON, in plone.restapi's shape for errors too."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse, HttpResponsePermanentRedirect

from cms.listing.fragments import text_of


def json_response(
    text: str, status: int = 200, content_type: str = "application/json"
) -> HttpResponse:
    return HttpResponse(text.encode(), status=status, content_type=content_type)


def error(status: int, kind: str, message: str) -> HttpResponse:
    """Return an error as plone.restapi tells it: `type` for programs, `message` for people."""
    response = json_response(text_of({"type": kind, "message": message}), status)
    response["Cache-Control"] = "no-cache"
    return response


def refuse_method(methods: Iterable[str]) -> HttpResponse:
    """Answer 405 with `Allow` (RFC 9110, 15.5.6): content is written in Wagtail's admin."""
    response = error(
        405,
        "MethodNotAllowed",
        "Cette interface se lit : les pages s’écrivent dans l’administration.",
    )
    response["Allow"] = ", ".join(methods)
    return response


def unauthorised(message: str) -> HttpResponse:
    """Answer 401 to credentials that do not hold, and say which do (RFC 6750, 3)."""
    return challenging(error(401, "Unauthorized", message))


def challenging(response: HttpResponse) -> HttpResponse:
    response["WWW-Authenticate"] = 'Bearer realm="Passeur"'
    response["Cache-Control"] = "no-store"
    return response


def missing(address: str) -> HttpResponse:
    return error(404, "NotFound", f"Ressource introuvable : {address}")


def gone(path: str) -> HttpResponse:
    return error(410, "Gone", f"Cette page n’est plus en ligne : {path}")


def moved(address: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = "no-cache"
    return response
