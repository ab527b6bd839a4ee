"""`@types`: the types of pages, and what a page of each is made of."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from cms.listing.fragments import text_of
from cms.listing.origin import ORIGIN, with_origin
from cms.restapi.place import Place
from cms.restapi.portal_types import portal_types, type_title
from cms.restapi.responses import json_response, missing
from cms.restapi.schema import schema_of


def types(place: Place, name: str = "") -> list[dict[str, Any]] | HttpResponse:
    """Return the types, or with a name the JSON Schema of one.

    None is `addable`: pages are written in Wagtail's admin. Plone tells only people who are
    signed in; ours are no secret.
    """
    found = portal_types()
    if not name:
        return [
            {
                "@id": f"{ORIGIN}/@types/{quote(kind)}",
                "id": kind,
                "title": type_title(kind, models),
                "addable": False,
                "immediately_addable": False,
            }
            for kind, models in sorted(found.items())
        ]
    if name not in found:
        return missing(place.asked.url)
    text = with_origin(text_of(schema_of(name, found[name])), place.asked.base)
    return json_response(text, content_type="application/json+schema")
