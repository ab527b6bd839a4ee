"""What a host project is told when it forgot a line; `tests/plugin` has such a project."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls

from cms.checks import check_addresses, check_language, check_middleware, check_needed_apps

OURS, WAGTAIL = path("", include("cms.urls")), path("", include(wagtail_urls))
CHECKS = (check_addresses, check_language, check_middleware, check_needed_apps)


def told() -> list[str]:
    return [found.id for check in CHECKS for found in check(None)]


def theirs(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ours")


def test_our_own_site_has_forgotten_nothing():
    assert told() == []


def test_addresses_after_those_of_wagtail_are_reported(settings):
    settings.ROOT_URLCONF = (WAGTAIL, OURS)
    assert told() == ["passeur_cms.E002"]


def test_addresses_that_are_missing_are_reported(settings):
    settings.ROOT_URLCONF = (WAGTAIL,)
    assert told() == ["passeur_cms.E002"]


def test_addresses_that_a_host_answers_itself_are_its_own_business(settings):
    own = tuple(path(name, theirs) for name in ("recherche/", "sitemap.xml", "robots.txt"))
    settings.ROOT_URLCONF = (*own, OURS, WAGTAIL)
    assert told() == []


def test_addresses_under_a_prefix_are_found(settings):
    settings.ROOT_URLCONF = (path("site/", include("cms.urls")), WAGTAIL)
    assert told() == []


def test_regional_french_is_french(settings):
    settings.LANGUAGE_CODE = "fr-ca"
    assert told() == []


def test_another_language_is_reported_with_its_name(settings):
    settings.LANGUAGE_CODE = "en-us"
    assert told() == ["passeur_cms.W002"]
    assert "« en-us »" in check_language(None)[0].msg


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("cms.listing.middleware.ListingMiddleware", "passeur_cms.W001"),
        ("cms.restapi.middleware.JsonMiddleware", "passeur_cms.W003"),
    ],
)
def test_middleware_that_is_missing_is_reported_by_name(settings, name, number):
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != name]
    assert told() == [number]
    assert name in check_middleware(None)[0].hint
