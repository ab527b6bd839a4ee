"""The OpenAPI document of the API, put together from the services and what is told of them.

https://spec.openapis.org/oas/v3.1.1.html
"""

from __future__ import annotations

import functools
import re
from http import HTTPStatus
from typing import Any

from cms.restapi.openapi.answers import SCHEMAS, ref
from cms.restapi.openapi.operation import Operation
from cms.restapi.openapi.operations import OPERATIONS
from cms.restapi.openapi.parameters import PATH
from cms.restapi.services import SERVICES

Described = dict[str, Any]
TITLE = "L’interface de Passeur"
VERSION = "1"
ABOUT = (
    "Tout ce qui est public, selon les conventions de plone.restapi. `HEAD` répond comme `GET` "
    "sans le corps. Les adresses acceptent aussi les écritures de Plone : `nom:list=…`, barre "
    "finale, barres doublées. Sans jeton, rien d’autre que le public n’est lu ; les pages "
    "s’écrivent dans l’administration."
)
ERRORS = {
    400: "Un paramètre ne peut être compris.",
    401: "Le jeton ou le lien d’aperçu ne vaut pas.",
    404: "Rien ne se trouve à cette adresse.",
    410: "La page n’est plus en ligne.",
    429: "Trop d’essais.",
}
FOR_ALL = (400, 401, 404, 410)
MOVED = {
    "description": "La page est maintenant ailleurs.",
    "headers": {"Location": {"schema": {"type": "string"}}},
}


def document(base: str) -> Described:
    """Return the document for the origin that was asked, with which `@id`s begin too."""
    return {
        "openapi": "3.1.1",
        "info": {"title": TITLE, "version": VERSION, "description": ABOUT},
        "servers": [{"url": f"{base}/++api++"}],
        "tags": [{"name": name or "contenu"} for name in told_services()],
        "paths": paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "jeton": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def told_services() -> list[str]:
    """Return the names of the services that answer, content first."""
    return ["", *(name for name in OPERATIONS if name in SERVICES)]


@functools.cache
def paths() -> Described:
    """Return every address, at the root of the site and below any page."""
    found: Described = {}
    for name in told_services():
        for operation in OPERATIONS[name]:
            for below in (False, True):
                address = address_of(name, operation, below=below)
                described = describe(name, operation, below=below)
                found.setdefault(address, {})[operation.method] = described
    return found


def address_of(name: str, operation: Operation, *, below: bool) -> str:
    segments = [f"{{{segment['name']}}}" for segment in operation.segments]
    return "/" + "/".join(filter(None, ["{path}" if below else "", name, *segments]))


def describe(name: str, operation: Operation, *, below: bool) -> Described:
    """Return one operation, as it is asked at the root of the site or below a page."""
    described = {
        "operationId": operation_id(name, operation, below=below),
        "tags": [name or "contenu"],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [*([PATH] if below else []), *operation.segments, *operation.parameters],
        "responses": responses(operation),
    }
    if operation.body:
        described["requestBody"] = {"required": True, "content": json_of(operation.body)}
    if name not in SERVICES or SERVICES[name].heeds_credentials:
        described["security"] = [{}, {"jeton": []}]
    return described


def operation_id(name: str, operation: Operation, *, below: bool) -> str:
    words = re.findall(r"[a-z]+", name) or ["content"]
    segments = ["by", *(str(part["name"]) for part in operation.segments)]
    ends = [*(segments if operation.segments else []), *(["below"] if below else [])]
    return "_".join([operation.method, *words, *ends])


def responses(operation: Operation) -> Described:
    found: Described = {str(operation.status): answered(operation)}
    if operation.method == "get":
        found["301"] = MOVED
        found["304"] = {"description": "Rien n’a changé depuis l’`ETag` que nomme le client."}
    for status in sorted({*FOR_ALL, *operation.refusals}):
        signing_in = [ref("Refusal")] if status in operation.refusals else []
        schema = {"anyOf": [*signing_in, ref("Error")]} if signing_in else ref("Error")
        found[str(status)] = {"description": ERRORS[status], "content": json_of(schema)}
    return found


def answered(operation: Operation) -> Described:
    phrase = HTTPStatus(operation.status).phrase
    if operation.status == HTTPStatus.NO_CONTENT:
        return {"description": phrase}
    media = {"schema": operation.answer} if operation.answer else {}
    return {"description": phrase, "content": {operation.content_type: media}}


def json_of(schema: Described) -> Described:
    return {"application/json": {"schema": schema}}
