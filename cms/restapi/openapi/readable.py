"""The OpenAPI document told to people: what a template needs to write it as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from cms.restapi.openapi.document import Described

KINDS = {
    "string": "texte",
    "integer": "nombre entier",
    "number": "nombre",
    "boolean": "vrai ou faux",
    "object": "objet",
    "array": "liste",
    "null": "rien",
}
FORMATS = {"uri": "adresse", "date": "jour", "date-time": "instant"}
PLACES = {"path": "dans le chemin", "query": "dans l’adresse"}


@dataclass(frozen=True)
class Part:
    """A parameter, a key of an object or an answer: its name, its kind, what is said of it."""

    name: str
    kind: SafeString | str
    said: SafeString
    required: bool = False
    place: str = ""


@dataclass(frozen=True)
class Way:
    """One way to ask a service; its address stands for that at the site's root too."""

    method: str
    address: str
    summary: str
    said: SafeString
    parameters: list[Part]
    body: list[Part]
    answers: list[Part]


@dataclass(frozen=True)
class Section:
    title: str
    anchor: str
    operations: list[Way]


def sections(document: Described) -> list[Section]:
    """Return the services in order, each with the ways to ask it."""
    found = {
        tag["name"]: Section(tag["name"], f"service-{slugify(tag['name'])}", [])
        for tag in document["tags"]
    }
    for address, methods in document["paths"].items():
        if address.startswith("/{path}"):  # the twin at the root says nothing else
            for method, operation in methods.items():
                found[operation["tags"][0]].operations.append(way(address, method, operation))
    return list(found.values())


def schemas(document: Described) -> list[tuple[str, list[Part]]]:
    """Return the objects that answers are made of, each with its keys."""
    return [
        (name, list(keys(schema))) for name, schema in document["components"]["schemas"].items()
    ]


def way(address: str, method: str, operation: Described) -> Way:
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Way(
        method=method.upper(),
        address=address,
        summary=operation["summary"],
        said=coded(operation["description"]),
        parameters=[parameter(told) for told in operation["parameters"]],
        body=list(keys(sent.get("schema", {}))),
        answers=[answer(status, told) for status, told in operation["responses"].items()],
    )


def parameter(told: Described) -> Part:
    return Part(
        told["name"],
        kind(told["schema"]),
        coded(told["description"]),
        told.get("required", False),
        PLACES[told["in"]],
    )


def answer(status: str, told: Described) -> Part:
    media = next(iter(told.get("content", {}).items()), ("", {}))
    return Part(status, kind(media[1].get("schema", {})) or media[0], coded(told["description"]))


def keys(schema: Described) -> Iterator[Part]:
    for name, value in schema.get("properties", {}).items():
        required = name in schema["required"]
        yield Part(name, kind(value), coded(value.get("description", "")), required)


def kind(schema: Described) -> SafeString | str:
    """Return what a value is, in a few words; objects that have a name lead to it."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return format_html('<a href="#{}">{}</a>', f"objet-{slugify(name)}", name)
    if "anyOf" in schema:
        return format_html_join(" ou ", "{}", ((kind(one),) for one in schema["anyOf"]))
    if "enum" in schema:
        return format_html_join(", ", "<code>{}</code>", ((value,) for value in schema["enum"]))
    if "const" in schema:
        return format_html("<code>{}</code>", schema["const"])
    if schema.get("maxProperties") == 0:
        return "objet vide"
    return plain_kind(schema)


def plain_kind(schema: Described) -> SafeString | str:
    found: Any = schema.get("type", [])
    names = found if isinstance(found, list) else [found]
    if names == ["array"] and schema["items"]:
        return format_html("liste : {}", kind(schema["items"]))
    known = FORMATS.get(schema.get("format", ""))
    words = [known if known and name == "string" else KINDS[name] for name in names]
    return " ou ".join(words)


def coded(text: str) -> SafeString:
    """Return a text whose words between backticks are code."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", piece) if number % 2 else piece,)
            for number, piece in enumerate(text.split("`"))
        ),
    )
