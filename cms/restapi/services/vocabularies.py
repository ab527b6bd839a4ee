"""`@vocabularies`: the values that filters and forms offer, by name."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from cms.listing.query import stands
from cms.listing.stems import fold
from cms.listing.summary import page_address
from cms.restapi.asked import Asked
from cms.restapi.batching import Batch
from cms.restapi.params import BadRequest, Params
from cms.restapi.responses import missing
from cms.restapi.vocabularies import VOCABULARIES, Term

LONGEST = 200  # of a title, which none is


def vocabularies(
    asked: Asked, path: str, name: str = ""
) -> list[dict[str, Any]] | dict[str, Any] | HttpResponse | None:
    """Return the names of the vocabularies, or with a name a batch of the terms of one.

    `title` keeps the terms whose title holds a text, whatever its accents; `token` and
    `tokens` keep the ones named. `b_size=-1` gives all, as in Plone.
    """
    if not stands(asked.site_id, path):
        return None
    address = f"{page_address(path)}/@vocabularies"
    if not name:
        return [{"@id": f"{address}/{known}", "title": known} for known in sorted(VOCABULARIES)]
    if name not in VOCABULARIES:
        return missing(asked.url)
    terms = chosen(list(VOCABULARIES[name](asked)), asked.params)
    if asked.params.one("b_size") == "-1":
        return {"@id": f"{address}/{name}", "items": [item(term) for term in terms]}
    batch = Batch.of(asked.params)
    return {
        "@id": asked.url,
        "items": [item(term) for term in terms[batch.start : batch.stop]],
        "items_total": len(terms),
        **batch.links(asked, len(terms)),
    }


def chosen(terms: list[Term], params: Params) -> list[Term]:
    title, tokens = params.one("title"), [*params.all("token"), *params.all("tokens")]
    if title and tokens:
        raise BadRequest("title et token ne vont pas ensemble : choisissez l’un des deux.")
    if tokens:
        wanted = {token.casefold() for token in tokens}
        return [term for term in terms if term[0].casefold() in wanted]
    part = fold(title[:LONGEST])
    return [term for term in terms if part in fold(term[1])] if part else terms


def item(term: Term) -> dict[str, str]:
    return {"token": term[0], "title": term[1]}
