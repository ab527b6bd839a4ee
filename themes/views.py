"""The style sheet of a pack's tokens."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from themes.registry import UnknownPack, get_pack

ONE_YEAR = 365 * 24 * 3600


def _etag(request: HttpRequest, pack: str, version: str) -> str | None:
    try:
        current = get_pack(pack).css_hash
    except UnknownPack:
        return None
    return f'"{current}"' if version == current else None


@require_safe
@condition(etag_func=_etag)
def stylesheet(request: HttpRequest, pack: str, version: str) -> HttpResponse:
    """Serve the custom properties of a pack, for good, under an address that names its version.

    A page kept by a cache may ask for an older version: it is sent on to today's.
    """
    try:
        look = get_pack(pack)
    except UnknownPack as error:
        raise Http404(str(error)) from error
    if version != look.css_hash:
        return redirect("themes:stylesheet", pack=pack, version=look.css_hash)
    response = HttpResponse(look.css, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, immutable=True, max_age=ONE_YEAR)
    return response
