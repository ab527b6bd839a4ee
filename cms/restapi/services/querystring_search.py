"""`@querystring-search`: criteria as Volto's listing block keeps them.

https://6.docs.plone.org/plone.restapi/docs/source/endpoints/querystringsearch.html
"""

from __future__ import annotations

import dataclasses
from typing import Any

from cms.listing.conditions import below
from cms.listing.query import Query, storable
from cms.restapi.asked import Asked
from cms.restapi.body import asked_json
from cms.restapi.indexes.here import Here
from cms.restapi.indexes.operations import PREFIX
from cms.restapi.indexes.table import INDEXES, narrow, order_of
from cms.restapi.params import BadRequest, Params
from cms.restapi.results import MOST, results

MOST_CRITERIA = 50
FORM = '{"i": …, "o": …, "v": …}'


def querystring_search(asked: Asked, path: str) -> str | None:
    """Find public pages by criteria, anywhere on the site, save the page that asks.

    What a link of a batch adds to the address counts more than what was asked first.
    """
    body = asked_json(asked)
    body = body if isinstance(body, dict) else {"query": body}
    asked = dataclasses.replace(asked, params=params_of(body, asked.params))
    query = read_criteria(body.get("query"), Here(asked, path))
    if path != "/":
        query = query.also(~below(storable(path), depth=0))
    limit = asked.params.number("limit", 0, most=MOST)
    return results(query, order_of(asked.params), asked, path, most=limit or MOST)


def params_of(body: dict[str, Any], params: Params) -> Params:
    """Return what the body says beside its criteria, overruled by the address."""
    values: dict[str, list[str]] = {}
    for name, value in body.items():
        if name != "query":
            values[name] = [text_of_value(part, name) for part in listed(value)]
    return Params(values | params.values, params.query)


def read_criteria(criteria: Any, here: Here) -> Query:
    if not isinstance(criteria, list) or not criteria:
        raise BadRequest(f"query doit être une liste de critères : [{FORM}].")
    if len(criteria) > MOST_CRITERIA:
        raise BadRequest(f"query : {len(criteria)} critères, quand {MOST_CRITERIA} sont permis.")
    query = Query()
    for criterion in criteria:
        query = apply(query, criterion, here)
    return query


def apply(query: Query, criterion: Any, here: Here) -> Query:
    """Return a query narrowed by `{"i": index, "o": operator, "v": value or values}`."""
    if not isinstance(criterion, dict):
        raise BadRequest(f"Un critère de query doit être un objet {FORM}.")
    name, operation = str(criterion.get("i")), str(criterion.get("o"))
    index = INDEXES.get(name)
    if index is None or index.kind is None or index.hidden:
        raise BadRequest(f"Index inconnu : « {name[:80]} ». @querystring les donne tous.")
    short = operation.removeprefix(PREFIX)
    if short not in index.kind.operations:
        raise BadRequest(
            f"Opérateur inconnu pour {name} : « {operation[:120]} ». @querystring les donne tous."
        )
    values = [text_of_value(value, name) for value in listed(criterion.get("v"))]
    return narrow(query, name, short, values, here)


def listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of_value(value: Any, name: str) -> str:
    if not isinstance(value, str | int | float):
        raise BadRequest(f"{name} ne peut avoir pour valeur qu’un texte ou un nombre.")
    return str(value)
