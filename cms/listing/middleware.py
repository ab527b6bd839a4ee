"""Keep the listing true while staff work, and its memory heard when a page is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from cms.listing.tracking import tracking

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class ListingMiddleware:
    """Runs unsafe admin requests inside `tracking()`: what they change is found at once.

    Comes last in MIDDLEWARE: it calls the view itself, after the others had their say.

    Not `ATOMIC_REQUESTS`, which on SQLite would take the write lock on every GET too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method in SAFE or not is_admin(request):
            return None
        with tracking():
            return view(request, *args, **kwargs)


def is_admin(request: HttpRequest) -> bool:
    """Tell whether a request goes to Wagtail's admin, wherever the project mounted it."""
    return request.path.startswith(reverse("wagtailadmin_home"))


class GoneMiddleware:
    """Makes a 410 (RFC 9110, 15.5.11) of a 404 whose page is known to be gone.

    Comes before Wagtail's RedirectMiddleware, so that a redirect which staff wrote for the
    address of a deleted page wins.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 404 and getattr(response, "gone", False):
            response.status_code = 410
        return response
