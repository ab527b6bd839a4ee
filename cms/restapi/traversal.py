"""From an address under `/++api++` to an answer, by the conventions of plone.restapi.

A path names a page; its first segment that begins with `@` names a service on that page.
https://plonerestapi.readthedocs.io/en/latest/conventions.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from wagtail.models import Site

from cms.listing.query import row_of_tombstone, storable, tombstone_at
from cms.restapi.components import breadcrumbs, navigation
from cms.restapi.content import content
from cms.restapi.params import BadRequest, Params
from cms.restapi.place import Place, find_place
from cms.restapi.search import search

SAFE = ("GET", "HEAD", "OPTIONS")
ON_PAGE: dict[str, Callable[[Place, Params], dict[str, Any]]] = {
    "": content,
    "@breadcrumbs": breadcrumbs,
    "@navigation": navigation,
}


@csrf_exempt  # reads only; a POST shall hear 405, not that a token is missing
@login_not_required
@conditional_page
def traverse(request: HttpRequest, path: str | None = None) -> HttpResponse:
    """Answer with the content of a page or with a service on it, as JSON."""
    if request.method not in SAFE:
        response = error(405, "MethodNotAllowed", "Cette interface se lit, elle ne s’écrit pas.")
        response["Allow"] = ", ".join(SAFE)
        return response
    page, service, rest = split(storable(path or "/"))
    site = Site.find_for_request(request)
    if site is None or rest or not (service in ON_PAGE or service == "@search"):
        return missing(request)
    base, params = request.build_absolute_uri("/")[:-1], Params.of(request)
    try:
        if service == "@search":
            return answer(search(site, page, base, params))
        place = find_place(site, page, base)
        if place is None:
            return elsewhere(request, site, page, service)
        return answer(ON_PAGE[service](place, params))
    except BadRequest as problem:
        return error(400, "BadRequest", str(problem))


def split(path: str) -> tuple[str, str, str]:
    """Return the page's path, the service and what follows it.

    Doubled and final slashes say nothing: `@plone/client` asks for `//@breadcrumbs`.
    """
    segments = [segment for segment in path.split("/") if segment]
    names = [number for number, segment in enumerate(segments) if segment.startswith("@")]
    end = names[0] if names else len(segments)
    return (
        f"/{'/'.join(segments[:end])}",
        "".join(segments[end : end + 1]),
        "".join(segments[end + 1 :]),
    )


def elsewhere(request: HttpRequest, site: Site, page: str, service: str) -> HttpResponse:
    """Answer for an address where no public page stands: moved, gone or never there."""
    tombstone = tombstone_at(site, page)
    if tombstone is None:
        return missing(request)
    row = row_of_tombstone(tombstone)
    if row is None:
        return error(410, "Gone", f"Cette page n’est plus en ligne : {page}")
    tail = f"/{service}" if service else ""
    query = f"?{request.META['QUERY_STRING']}" if request.META["QUERY_STRING"] else ""
    return HttpResponsePermanentRedirect(f"/++api++{row.path.rstrip('/')}{tail}{query}")


def missing(request: HttpRequest) -> HttpResponse:
    return error(404, "NotFound", f"Ressource introuvable : {request.build_absolute_uri()}")


def answer(value: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})


def error(status: int, kind: str, message: str) -> JsonResponse:
    return answer({"type": kind, "message": message}, status)
