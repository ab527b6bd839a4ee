"""The description of the API at its addresses: for programs, and as a page for people."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from cms.listing.fragments import text_of
from cms.restapi.caching import code
from cms.restapi.openapi.document import document
from cms.restapi.openapi.readable import coded, schemas, sections
from cms.restapi.responses import json_response, refuse_method
from cms.restapi.service import SAFE
from cms.web.context import site_context


def base_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def etag(request: HttpRequest) -> str:
    """Return the document's validator: it follows from the code and the origin alone."""
    return f'W/"{code()}-{base_of(request)}"'


@login_not_required
@condition(etag_func=etag)
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer with the OpenAPI document."""
    if request.method not in SAFE:
        return refuse_method(SAFE)
    response = json_response(text_of(document(base_of(request))))
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


@login_not_required
def docs(request: HttpRequest) -> HttpResponse:
    """Show the document as a page of the site: no script, nothing from elsewhere."""
    if request.method not in SAFE:
        return refuse_method(SAFE)
    context = site_context(request)
    told = document(base_of(request))
    return render(
        request,
        f"pack/{context['pack'].name}/web/api.html",
        {
            **context,
            "title": told["info"]["title"],
            "about": coded(told["info"]["description"]),
            "server": told["servers"][0]["url"],
            "sections": sections(told),
            "schemas": schemas(told),
        },
    )
