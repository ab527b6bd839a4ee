"""JSON at a page's own address, for who asks for it (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from wagtail.views import serve

from cms.restapi.traversal import traverse

TYPES = ["text/html", "application/json"]


class JsonMiddleware:
    """Answers `Accept: application/json` at the addresses of pages and of services on them.

    The same address says the same thing to browsers and to programs, as in Plone. Addresses
    that the project gives to other views keep them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if prefers_json(request) and is_page(request.path_info):
            return traverse(request, request.path_info)
        response = self.get_response(request)
        if request.resolver_match and request.resolver_match.func is serve:
            patch_vary_headers(response, ("Accept",))
        return response


def prefers_json(request: HttpRequest) -> bool:
    accepted = request.META.get("HTTP_ACCEPT", "")
    return "application/json" in accepted and request.get_preferred_type(TYPES) == TYPES[1]


def is_page(path: str) -> bool:
    """Tell whether an address is Wagtail's to answer, or nobody's: `/initiatives/@search`."""
    try:
        return resolve(path).func is serve
    except Resolver404:
        return True
