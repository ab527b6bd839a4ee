"""The JSON that a request brings: in its body, or in its address, encoded once or twice."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import RequestDataTooBig

from cms.listing.query import storable
from cms.restapi.asked import Asked
from cms.restapi.params import BadRequest

TRIES = 3


def asked_json(asked: Asked) -> Any:
    """Return what a POST brings in its body and a GET in `query`.

    `@plone/client` encodes twice what it puts into an address.
    """
    if asked.request.method == "POST":
        return read_json(body_of(asked))
    text = asked.params.one("query")
    for _ in range(TRIES):
        try:
            return read_json(text)
        except BadRequest:
            text = unquote(text)
    return read_json(text)


def body_of(asked: Asked) -> str:
    try:
        return asked.request.body.decode()
    except RequestDataTooBig as error:
        raise BadRequest("Le corps de la requête est trop long.") from error
    except UnicodeDecodeError as error:
        raise BadRequest("Le corps de la requête doit être en UTF-8.") from error


def read_json(text: str) -> Any:
    """Return the value of a JSON text.

    Its strings become what a database and an answer can hold: JSON can write half a
    character as `\\ud800`.
    """
    try:
        value = json.loads(text)
        return json.loads(storable(json.dumps(value, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        raise BadRequest("La requête n’est pas du JSON lisible.") from error
