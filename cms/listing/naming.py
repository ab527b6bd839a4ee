"""Which pages name a body or a place, wherever in their forms they do."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model
from modelcluster.models import get_all_child_relations

from cms.listing.sync import listed_models


def naming(model: type[Model], keys: Collection[int]) -> set[int]:
    """Return the pages with a field of their own, or in a row beside them, for one of some objects.

    Found from the models, so that a type of page that comes later is followed too.
    """
    pages = {(page, "pk") for page in listed_models()}
    rows = {
        (relation.related_model, relation.field.attname)
        for page in listed_models()
        for relation in get_all_child_relations(page)
    }
    return {
        page_id
        for holder, page_field in pages | rows
        for field in holder._meta.concrete_fields
        if field.related_model is model
        for page_id in holder._default_manager.filter(**{f"{field.name}__in": keys}).values_list(
            page_field, flat=True
        )
    }
