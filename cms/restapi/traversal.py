"""From an address under `/++api++` to an answer, by the conventions of plone.restapi.

A path names a page; its first segment that begins with `@` names a service on that page.
https://6.docs.plone.org/plone.restapi/docs/source/usage/conventions.html
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from cms.domain.preview import InvalidPreview, PreviewGone
from cms.listing.fragments import written
from cms.listing.origin import with_origin
from cms.listing.query import row_of_tombstone, storable, tombstone_at
from cms.restapi.asked import Asked, asked_of
from cms.restapi.caching import etag_of, mark, not_modified
from cms.restapi.compression import compressed
from cms.restapi.content import content
from cms.restapi.credentials import with_credentials
from cms.restapi.drafts import draft_place
from cms.restapi.params import BadRequest
from cms.restapi.place import find_place
from cms.restapi.responses import (
    error,
    gone,
    json_response,
    missing,
    moved,
    refuse_method,
    unauthorised,
)
from cms.restapi.root import root_place
from cms.restapi.service import Service
from cms.restapi.services import SERVICES
from cms.restapi.tokens import Unauthorised

CONTENT = Service(content, on_page=True)


@csrf_exempt  # reads, and signs in with a password: no cookie speaks for anybody here
@login_not_required
def traverse(request: HttpRequest, path: str | None = None) -> HttpResponseBase:
    """Answer with the content of a page or with a service on it, as JSON."""
    page, name, rest = split(storable(path or "/"))
    service = SERVICES.get(name) if name else CONTENT
    try:
        asked = asked_of(request)
        if asked is None or service is None or len(rest) > service.segments:
            return missing(request.build_absolute_uri())
        if request.method not in service.methods:
            return refuse_method(service.methods)
        if service.heeds_credentials:
            asked = with_credentials(asked)
        etag = etag_of(asked)
        if known := not_modified(request, etag):
            return mark(known, asked, etag)
        response = respond(asked, service, page, rest) or elsewhere(asked, page, [name, *rest])
    except BadRequest as problem:
        return error(400, "BadRequest", str(problem))
    except (Unauthorised, InvalidPreview) as problem:
        return unauthorised(str(problem))
    except PreviewGone as problem:
        return error(410, "Gone", str(problem))
    if response.streaming or response.status_code != 200:
        return response
    return compressed(request, mark(response, asked, etag))


def split(path: str) -> tuple[str, str, list[str]]:
    """Return the page's path, the service and what follows it.

    Doubled and final slashes say nothing: `@plone/client` asks for `//@breadcrumbs`.
    """
    segments = [segment for segment in path.split("/") if segment]
    names = [number for number, segment in enumerate(segments) if segment.startswith("@")]
    end = names[0] if names else len(segments)
    return f"/{'/'.join(segments[:end])}", "".join(segments[end : end + 1]), segments[end + 1 :]


def respond(asked: Asked, service: Service, page: str, rest: list[str]) -> HttpResponseBase | None:
    """Call a service and write down what it answers; None where no public page stands."""
    if service.on_page:
        place = draft_place(asked, page) or find_place(asked, page)
        if place is None and page == "/":
            place = root_place(asked)
        if place is None:
            return None
        value = service.answer(place, *rest)
    else:
        value = service.answer(asked, page, *rest)
    if value is None or isinstance(value, HttpResponseBase):
        return value
    text = with_origin(written(value), asked.base)
    return json_response(text, content_type=service.content_type)


def elsewhere(asked: Asked, page: str, tail: list[str]) -> HttpResponse:
    """Answer for an address where no public page stands: moved, gone or never there."""
    tombstone = tombstone_at(asked.site_id, page)
    if tombstone is None:
        return missing(asked.url)
    row = row_of_tombstone(tombstone)
    if row is None:
        return gone(page)
    here = asked.request.path_info
    prefix = "/++api++" if here.startswith("/++api++") else ""
    question = asked.question
    path = "/".join([f"{prefix}{row.path.rstrip('/')}", *filter(None, tail)])
    return moved(f"{path}?{question}" if question else path)
