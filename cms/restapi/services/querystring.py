"""`@querystring`: which indexes and operators `@querystring-search` knows, for forms."""

from __future__ import annotations

from typing import Any

from cms.listing.query import stands
from cms.listing.summary import page_address
from cms.restapi.asked import Asked
from cms.restapi.indexes.operations import OPERATIONS, PREFIX
from cms.restapi.indexes.table import INDEXES, Index
from cms.restapi.vocabularies import VOCABULARIES

# Too many to send along: a form asks `@vocabularies` for the ones that it shows.
LARGE = {"territories"}


def querystring(asked: Asked, path: str) -> dict[str, Any] | None:
    """Return the indexes that may be asked and those that sort, as Plone's registry does."""
    if not stands(asked.site_id, path):
        return None
    shown = {name: index for name, index in INDEXES.items() if not index.hidden}
    return {
        "@id": f"{page_address(path)}/@querystring",
        "indexes": {name: described(index, asked) for name, index in shown.items() if index.kind},
        "sortable_indexes": {
            name: described(index, asked) for name, index in shown.items() if index.sort
        },
    }


def described(index: Index, asked: Asked) -> dict[str, Any]:
    operations = index.kind.operations if index.kind else ()
    fetched = index.vocabulary is not None and index.vocabulary not in LARGE
    terms = VOCABULARIES[index.vocabulary](asked) if fetched else ()
    return {
        "title": index.title,
        "description": "",
        "group": index.group,
        "enabled": index.kind is not None,
        "sortable": bool(index.sort),
        "operations": [f"{PREFIX}{name}" for name in operations],
        "operators": {f"{PREFIX}{name}": operator(name) for name in operations},
        "values": {token: {"title": title} for token, title in terms},
        "vocabulary": index.vocabulary,
        "fetch_vocabulary": fetched,
    }


def operator(name: str) -> dict[str, Any]:
    found = OPERATIONS[name]
    return {
        "title": found.title,
        "description": found.description,
        "operation": f"plone.app.querystring.queryparser.{found.function}",
        "widget": found.widget,
    }
