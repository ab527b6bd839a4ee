"""What a page type is made of, as the JSON Schema that Plone's clients read.

Made from the model and the panels of its form, so that a field added there is told here.
https://6.docs.plone.org/plone.restapi/docs/source/endpoints/types.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, PanelGroup

from cms.listing.summary import FOLDERISH
from cms.models.base import BasePage
from cms.restapi.field_schema import property_of, relation_of
from cms.restapi.portal_types import type_title

# The names in the API of what the models call otherwise.
NAMES = {
    "summary": "description",
    "slug": "id",
    "tags": "subjects",
    "image_alt": "image_caption",
    "show_in_menus": "exclude_from_nav",
    "expire_at": "expires",
    "page_territories": "territories",
    "related_pages": "relatedItems",
    "organisation": "member",
    "body": "blocks",
}
# For search engines and for staff: the API says nothing of them.
UNTOLD = {"attendance", "seo_title", "search_description", "go_live_at", "reminders"}
# What fields of Plone's are called and belong to, whatever the model says.
PLONE: dict[str, dict[str, Any]] = {
    "title": {"behavior": "plone.dublincore"},
    "description": {"behavior": "plone.dublincore"},
    "effective": {"behavior": "plone.dublincore"},
    "expires": {"behavior": "plone.dublincore"},
    "subjects": {"behavior": "plone.dublincore", "factory": "Tuple"},
    "id": {
        "behavior": "plone.shortname",
        "title": "Nom court",
        "description": "La fin de l’adresse de la page.",
    },
    "image": {"behavior": "plone.leadimage"},
    "image_caption": {"behavior": "plone.leadimage"},
    "exclude_from_nav": {
        "behavior": "plone.excludefromnavigation",
        "title": "Hors des menus",
        "description": "La page ne paraît pas dans le menu du site.",
    },
    # Volto keeps blocks by their ids; other streams are told as the lists that they are.
    "blocks": {"behavior": "volto.blocks", "type": "object", "default": {}},
}
BLOCKS_LAYOUT = {
    "title": "Ordre des blocs",
    "description": "",
    "type": "object",
    "factory": "JSONField",
    "widget": "json",
    "behavior": "volto.blocks",
    "default": {"items": []},
}


class Told(NamedTuple):
    """A field of a form as the API tells it, and the heading it stands under there."""

    heading: str
    name: str
    value: dict[str, Any]
    required: bool


def schema_of(name: str, models: list[type[BasePage]]) -> dict[str, Any]:
    """Return the JSON Schema of a portal type: what all of its models have."""
    forms = [{told.name: told for told in fields_of(model)} for model in models]
    shared = [told for told in forms[0].values() if all(told.name in form for form in forms)]
    return {
        "title": type_title(name, models),
        "type": "object",
        "required": [
            told.name for told in shared if all(form[told.name].required for form in forms)
        ],
        "properties": {told.name: told.value for told in shared},
        "fieldsets": fieldsets_of(shared),
        "layouts": ["document_view", *(["listing_view"] if name in FOLDERISH else [])],
    }


def fieldsets_of(fields: list[Told]) -> list[dict[str, Any]]:
    """Return the groups of fields; the first takes those that stand under no heading."""
    groups: dict[str, list[str]] = {"": []}
    for told in fields:
        groups.setdefault(told.heading, []).append(told.name)
    return [
        {
            "id": slugify(heading) or "default",
            "title": heading or "Contenu",
            "description": "",
            "behavior": "plone",
            "fields": names,
        }
        for heading, names in groups.items()
    ]


def fields_of(model: type[BasePage]) -> Iterator[Told]:
    """Yield the fields of a model's form that the API tells of, in their order."""
    for number, tab in enumerate(model.get_edit_handler().children):
        below = str(tab.heading) if number else ""
        for panel in tab.children if isinstance(tab, PanelGroup) else [tab]:
            heading = (str(panel.heading) if isinstance(panel, PanelGroup) else "") or below
            for name, value, required in told_by(panel, model):
                yield Told(heading, name, value | PLONE.get(name, {}), required)
                if name == "blocks":
                    yield Told(heading, "blocks_layout", BLOCKS_LAYOUT, False)


def told_by(panel: Panel, model: type[BasePage]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Yield name, property and necessity of each field in a panel, however deep."""
    if isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from told_by(child, model)
    elif isinstance(panel, InlinePanel) and panel.relation_name not in UNTOLD:
        name = panel.relation_name
        yield NAMES.get(name, name), relation_of(panel), bool(panel.min_num)
    elif isinstance(panel, FieldPanel) and panel.field_name not in UNTOLD:
        field = model._meta.get_field(panel.field_name)
        name = NAMES.get(field.name, field.name)
        required = not field.blank and not field.has_default() and name != "id"
        yield name, property_of(field), required
