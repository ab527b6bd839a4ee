"""`@login`, `@login-renew`, `@logout`: a token for reading drafts.

https://6.docs.plone.org/plone.restapi/docs/source/usage/authentication.html
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse

from cms.domain.attempts import address_of, forget, may_try
from cms.listing.fragments import text_of
from cms.listing.query import storable
from cms.restapi.asked import Asked
from cms.restapi.body import asked_json
from cms.restapi.responses import challenging, json_response
from cms.restapi.tokens import Unauthorised, make_token

logger = logging.getLogger(__name__)

MOST = 10
SECONDS = 300


def login(asked: Asked, path: str) -> Any:
    """Answer with a token for a name and a password; to GET, with no other way to sign in.

    Django's `authenticate` takes as long for a name that nobody has.
    """
    request = asked.request
    if request.method != "POST":
        return {"options": []}
    body = asked_json(asked)
    body = body if isinstance(body, dict) else {}
    name, password = body.get("login"), body.get("password")
    if not (isinstance(name, str) and isinstance(password, str) and name and password):
        return refusal(400, "Missing credentials", "Indiquez « login » et « password ».")
    attempt = attempt_of(request, name)
    if not may_try(attempt, MOST, SECONDS):
        logger.warning("Sign-in of %.100r from %s: too many attempts", name, address_of(request))
        response = refusal(
            429, "Too many attempts", "Trop d’essais : recommencez dans cinq minutes."
        )
        response["Retry-After"] = str(SECONDS)
        return response
    user = authenticate(request, username=storable(name), password=password)
    if user is None:
        logger.warning("Sign-in of %.100r from %s refused", name, address_of(request))
        return challenging(
            refusal(401, "Invalid credentials", "Identifiant ou mot de passe incorrect.")
        )
    forget(attempt)
    return {"token": make_token(user)}


def attempt_of(request: HttpRequest, login: str) -> str:
    """Name what is counted: by name and address, so that nobody locks a colleague out from
    elsewhere."""
    return f"login\n{address_of(request)}\n{login}"


def refusal(status: int, kind: str, message: str) -> HttpResponse:
    """Return an error in the shape that Plone gives those of signing in."""
    response = json_response(text_of({"error": {"type": kind, "message": message}}), status)
    response["Cache-Control"] = "no-store"
    return response


def renew(asked: Asked, path: str) -> dict[str, Any]:
    """Answer with a new token for one that still holds."""
    if asked.reader is None:
        raise Unauthorised("Identifiez-vous d’abord : aucun jeton n’accompagne la demande.")
    return {"token": make_token(asked.reader)}


def logout(asked: Asked, path: str) -> HttpResponse:
    """Answer 204. Nothing is stored here: the client forgets its token, which soon expires."""
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
