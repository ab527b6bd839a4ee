"""What is answered, as JSON Schema 2020-12: the parts that several services share.

Objects stay open: pages have fields of their own types, and keys may be added. What is
`required` here is what clients may count on.
"""

from __future__ import annotations

from typing import Any

from cms.listing.query import FACETS
from cms.restapi.services import COMPONENTS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
TRUTH: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
ADDRESS: Schema = {"type": "string", "format": "uri"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def thing(optional: dict[str, Schema] | None = None, /, **required: Schema) -> Schema:
    """Return an object with keys that are always there, and others that may be."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


def located(**required: Schema) -> Schema:
    """Return an object with an `@id`, and keys that are always there."""
    return thing(**{"@id": ADDRESS, **required})


def or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


SCALE = thing(download=TEXT, width=NUMBER, height=NUMBER)
PICTURE = thing(
    {"alt": TEXT, "credit": TEXT, "content-type": MAYBE_TEXT},
    download=TEXT,
    width=NUMBER,
    height=NUMBER,
    filename=TEXT,
    scales={"type": "object", "additionalProperties": SCALE},
)
SUMMARY = thing(
    **{
        "@id": ADDRESS,
        "@type": TEXT,
        "UID": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "title": TEXT,
        "description": TEXT,
        "review_state": TEXT,
        "type_title": TEXT,
        "effective": MOMENT,
        "is_folderish": TRUTH,
        "image_field": MAYBE_TEXT,
        "image_scales": or_none({"type": "object", "additionalProperties": many(PICTURE)}),
    }
)
NEIGHBOUR: Schema = {
    "description": "Le résumé d’une page, ou un objet vide.",
    "anyOf": [ref("Summary"), {"type": "object", "maxProperties": 0}],
}
ITEM: Schema = {
    "description": "Un résumé, ou la page entière avec `fullobjects`.",
    "anyOf": [ref("Summary"), ref("Page")],
}
COMPONENT: Schema = {
    "description": "L’adresse du composant, ou ce qu’il dit si `expand` le nomme.",
    "type": ["object", "array"],
}
PAGE = thing(
    {
        "items": many(ITEM),
        "items_total": NUMBER,
        "batching": ref("Batching"),
        "@components": {"type": "object", "properties": dict.fromkeys(COMPONENTS, COMPONENT)},
        "previous_item": NEIGHBOUR,
        "next_item": NEIGHBOUR,
    },
    **{
        "@id": ADDRESS,
        "@type": TEXT,
        "UID": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "id": TEXT,
        "title": TEXT,
        "description": TEXT,
        "type_title": TEXT,
        "review_state": TEXT,
        "language": thing(token=TEXT, title=TEXT),
        "created": MOMENT,
        "modified": MOMENT,
        "effective": MOMENT,
        "expires": MAYBE_MOMENT,
        "exclude_from_nav": TRUTH,
        "is_folderish": TRUTH,
        "layout": TEXT,
        "parent": NEIGHBOUR,
        "subjects": many(TEXT),
        "topics": many(thing(slug=TEXT, title=TEXT, colour=TEXT)),
        "territories": many(thing(slug=TEXT, name=TEXT, level=TEXT, code=TEXT)),
        "years": many({"type": "integer"}),
        "member": TEXT,
        "position": or_none(thing(longitude={"type": "number"}, latitude={"type": "number"})),
        "provenance": {"type": ["object", "null"]},
        "image": or_none(ref("Picture")),
        "blocks": {"type": "object", "additionalProperties": thing(**{"@type": TEXT})},
        "blocks_layout": thing(items=many(TEXT)),
        "text": or_none(thing(**{"content-type": TEXT, "data": TEXT, "encoding": TEXT})),
    },
)
BATCHING = thing(
    {"prev": ADDRESS, "next": ADDRESS}, **{"@id": ADDRESS, "first": ADDRESS, "last": ADDRESS}
)
COUNT: Schema = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
COUNTS = thing(**{str(index): COUNT for index in FACETS})
RESULTS = thing(
    {"batching": ref("Batching"), "facets": ref("Counts")},
    **{"@id": ADDRESS, "items": many(ITEM), "items_total": NUMBER},
)
NODE = thing(
    **{
        "@id": ADDRESS,
        "title": TEXT,
        "description": TEXT,
        "review_state": TEXT,
        "items": many(ref("Node")),
    }
)
TERM = thing(token=TEXT, title=TEXT)
CRITERION = thing(
    {"v": {"description": "Valeur, ou liste de valeurs."}},
    i={"type": "string", "description": "Index."},
    o={"type": "string", "description": "Opérateur : `plone.app.querystring.operation.…`."},
)
ACTION = thing(id=TEXT, title=TEXT, icon=TEXT, url=ADDRESS)
ERROR = thing(
    type={"type": "string", "description": "Pour les programmes."},
    message={"type": "string", "description": "Pour les personnes."},
)
REFUSAL = thing(error=ref("Error"))

SCHEMAS: dict[str, Schema] = {
    "Page": PAGE,
    "Summary": SUMMARY,
    "Results": RESULTS,
    "Batching": BATCHING,
    "Counts": COUNTS,
    "Picture": PICTURE,
    "Node": NODE,
    "Term": TERM,
    "Action": ACTION,
    "Criterion": CRITERION,
    "Error": ERROR,
    "Refusal": REFUSAL,
}
