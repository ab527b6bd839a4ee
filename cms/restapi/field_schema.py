"""One field of a model as a property of a JSON Schema, with what Plone's clients add to it.

`factory` is the name that Plone gives a kind of field, `widget` that of its input.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from taggit.managers import TaggableManager
from wagtail.admin.panels import InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage

from cms.listing.origin import ORIGIN

# Kinds of fields, the particular before the general.
KINDS: list[tuple[type[Any], dict[str, Any]]] = [
    (StreamField, {"type": "array", "factory": "JSONField", "widget": "json", "default": []}),
    (RichTextField, {"type": "string", "factory": "Rich Text", "widget": "richtext"}),
    (models.EmailField, {"type": "string", "factory": "Email", "widget": "email"}),
    (models.URLField, {"type": "string", "factory": "URL", "widget": "url"}),
    (models.TextField, {"type": "string", "factory": "Text", "widget": "textarea"}),
    (models.CharField, {"type": "string", "factory": "Text line (String)"}),
    (models.BooleanField, {"type": "boolean", "factory": "Yes/No"}),
    (models.DecimalField, {"type": "number", "factory": "Floating-point number"}),
    (models.FloatField, {"type": "number", "factory": "Floating-point number"}),
    (models.IntegerField, {"type": "integer", "factory": "Integer"}),
    (models.DateTimeField, {"type": "string", "factory": "Date/Time", "widget": "datetime"}),
    (models.DateField, {"type": "string", "factory": "Date", "widget": "date"}),
]
OTHER = {"type": "string", "factory": "Text line (String)"}
# The vocabularies that name the values of relations, by the model related to.
VOCABULARIES = {
    "Topic": "topics",
    "Territory": "territories",
    "PageTerritory": "territories",
    "Organisation": "members",
    "Tag": "plone.app.vocabularies.Keywords",
}


def property_of(field: Any) -> dict[str, Any]:
    """Return a field as a property; what its form says to people is said here too."""
    said = {
        "title": sentence(str(field.verbose_name)),
        "description": str(field.help_text),
        "behavior": field.model._meta.label,
    }
    if field.many_to_many or isinstance(field, TaggableManager):
        return said | several(field.related_model)
    if field.is_relation:
        return said | chosen(field.related_model)
    if field.choices:
        return said | choice([(str(token), str(title)) for token, title in field.flatchoices])
    kind = next((known for cls, known in KINDS if isinstance(field, cls)), OTHER)
    return said | kind | limits(field, kind["type"])


def relation_of(panel: InlinePanel) -> dict[str, Any]:
    """Return the rows that a form holds within a page, such as an initiative's fundings."""
    related = panel.db_field.related_model
    return {
        "title": sentence(str(panel.heading)),
        "description": str(panel.help_text),
        "behavior": panel.model._meta.label,
        **several(related),
    }


def several(model: type[models.Model]) -> dict[str, Any]:
    """Return what describes a list of related rows."""
    item = {"title": "", "description": "", "type": "object", "factory": "Relation Choice"}
    if model.__name__ == "Tag":
        item |= {"type": "string", "factory": "Text line (String)"}
    return {
        "type": "array",
        "factory": "List",
        "uniqueItems": True,
        "additionalItems": True,
        "items": item,
        **({"widgetOptions": named} if (named := vocabulary_of(model)) else {}),
    }


def chosen(model: type[models.Model]) -> dict[str, Any]:
    """Return what describes one related row: a picture in full, another by its name."""
    if issubclass(model, AbstractImage):
        return {"type": "object", "factory": "Image", "widget": "namedimage"}
    return {"type": "string", "factory": "Choice", **vocabulary_of(model)}


def vocabulary_of(model: type[models.Model]) -> dict[str, Any]:
    name = VOCABULARIES.get(model.__name__)
    return {"vocabulary": {"@id": f"{ORIGIN}/@vocabularies/{name}"}} if name else {}


def choice(choices: list[tuple[str, str]]) -> dict[str, Any]:
    choices = [(token, title) for token, title in choices if token]
    return {
        "type": "string",
        "factory": "Choice",
        "choices": choices,
        "enum": [token for token, _ in choices],
        "enumNames": [title for _, title in choices],
    }


def limits(field: Any, kind: str) -> dict[str, Any]:
    """Return how long a text may be, or how large a number."""
    found = {}
    if kind == "string" and field.max_length:
        found["maxLength"] = field.max_length
    if kind in ("integer", "number"):
        # Its own validators, not those that a database engine adds.
        for validator in field.deconstruct()[3].get("validators", ()):
            if validator.code in ("min_value", "max_value"):
                name = "minimum" if validator.code == "min_value" else "maximum"
                found[name] = as_number(validator.limit_value)
    if field.has_default() and kind == "boolean":
        found["default"] = field.get_default()
    return found


def as_number(value: Any) -> float | int:
    value = value() if callable(value) else value
    return int(value) if int(value) == value else float(value)


def sentence(text: str) -> str:
    """Return a label with its first letter as a title has it."""
    return text[:1].upper() + text[1:]
