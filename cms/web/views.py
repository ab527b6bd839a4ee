"""Public pages that are no page of the tree: search, drawn covers, errors."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found
from wagtail.models import Site

from cms.listing.query import row_of_tombstone, tombstone_at
from cms.web import covers
from cms.web.context import DEFAULT_PACK, pack_of, site_context, site_of
from cms.web.navigation import Link
from cms.web.results import list_results, searched_types
from themes.registry import Pack, UnknownPack, get_pack
from themes.templatetags.pack import pack_static

ONE_WEEK = 7 * 24 * 3600


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for an icon by habit to the pack's, from letters too."""
    return redirect(pack_static(pack_of(request), "icon.svg"))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search the whole site."""
    context = site_context(request)
    pack, site = context["pack"], site_of(request)
    results = list_results(
        request,
        site,
        pack,
        path=request.path,
        types=tuple(searched_types()),
        facets=("type", "topic", "territory", "year"),
    )
    return render(
        request,
        f"pack/{pack.name}/web/search.html",
        {
            **context,
            "title": "Recherche",
            "canonical": f"{site.root_url}{request.path}",
            "breadcrumbs": [Link("Accueil", "/")],
            "results": results,
        },
    )


@require_safe
def cover(request: HttpRequest, pack: str, hue: str, place: str, size: str) -> HttpResponse:
    """Draw the cover of a territory in a topic's hue."""
    look = _look(pack, hue)
    outline = covers.outline_of(place, site_of(request))
    if outline is None or size not in covers.SIZES:
        raise Http404("Cette couverture n’existe pas.")
    return _png(request, covers.cover_file(outline, hue, look, size))


@require_safe
def poster(request: HttpRequest, pack: str, hue: str, episode: int, size: str) -> HttpResponse:
    """Draw the poster of a video, with its episode's number unless it is 0."""
    look = _look(pack, hue)
    if size not in covers.POSTER_SIZES or episode > 99:
        raise Http404("Cette affiche n’existe pas.")
    outline = covers.outline_of(covers.WHOLE_ALLIANCE, site_of(request)) or []
    return _png(request, covers.poster_file(outline, hue, look, episode or None, size))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer 404, with words of its own where a public page stood before.

    A page that moved is followed. One that is gone is marked, and `GoneMiddleware` makes
    it a 410 once redirects, which answer to 404 only, had their say.
    """
    if Site.find_for_request(request) is None:
        return page_not_found(request, exception)
    context = site_context(request)
    tombstone = tombstone_at(site_of(request), request.path)
    if tombstone and (row := row_of_tombstone(tombstone)):
        return HttpResponsePermanentRedirect(f"{row.path.rstrip('/')}/")
    gone = tombstone is not None
    response = render(
        request,
        f"pack/{context['pack'].name}/web/404.html",
        {**context, "title": "Page retirée" if gone else "Page introuvable", "gone": gone},
        status=404,
    )
    response.gone = gone
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database, which may be what failed."""
    pack = get_pack(DEFAULT_PACK)
    return HttpResponse(
        render_to_string(f"pack/{pack.name}/web/500.html", {"pack": pack}), status=500
    )


def _look(pack: str, hue: str) -> Pack:
    try:
        look = get_pack(pack)
    except UnknownPack as error:
        raise Http404(str(error)) from error
    if hue not in look.tokens.hues and hue != covers.NO_HUE:
        raise Http404("Cette teinte n’existe pas.")
    return look


def _png(request: HttpRequest, content: bytes) -> HttpResponse:
    etag = f'"{sha256(content).hexdigest()[:24]}"'
    known = request.headers.get("If-None-Match") == etag
    response = (
        HttpResponseNotModified() if known else HttpResponse(content, content_type="image/png")
    )
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=ONE_WEEK)
    return response
