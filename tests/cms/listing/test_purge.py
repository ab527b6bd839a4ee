"""Caches in front of the site hear which addresses changed."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_httpserver import HTTPServer
from wagtail.models import Site

from cms.domain import authoring
from tests.factories.cms import make_initiative

MEMBER = "/initiatives/redon-agglomeration"


@pytest.fixture
def cache(httpserver: HTTPServer, settings) -> HTTPServer:
    """A cache that answers to PURGE."""
    httpserver.expect_request(method="PURGE", uri=re.compile(".*")).respond_with_data("")
    settings.WAGTAILFRONTENDCACHE = {
        "cdn": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": httpserver.url_for("/"),
        }
    }
    return httpserver


def purged(cache: HTTPServer) -> set[str]:
    found = {request.path for request, _ in cache.log}
    cache.clear_log()
    return found


def test_changed_page_is_purged_with_what_lists_it_as_page_and_as_json(
    site: Site, cache: HTTPServer, django_capture_on_commit_callbacks
) -> None:
    page = make_initiative("La régie")
    with django_capture_on_commit_callbacks(execute=True):
        authoring.update(page, {"summary": "Autrement."}, publish=True)

    above = ["", "/initiatives", MEMBER, f"{MEMBER}/la-regie"]
    assert purged(cache) == {f"{path}/" for path in above} | {
        "/++api++/",
        *(f"/++api++{path}" for path in above[1:]),
    }


def test_page_that_moves_is_purged_at_both_addresses(
    site: Site, cache: HTTPServer, django_capture_on_commit_callbacks
) -> None:
    page = make_initiative("La régie")
    with django_capture_on_commit_callbacks(execute=True):
        authoring.update(page, {"slug": "la-cooperative"}, publish=True)

    found = purged(cache)
    assert {f"/++api++{MEMBER}/la-regie", f"/++api++{MEMBER}/la-cooperative"} <= found


def test_draft_purges_nothing(
    site: Site, cache: HTTPServer, django_capture_on_commit_callbacks
) -> None:
    page = make_initiative("La régie")
    with django_capture_on_commit_callbacks(execute=True):
        authoring.update(page, {"summary": "Autrement."})

    assert purged(cache) == set()


def test_cache_that_does_not_answer_stops_no_publication(
    site: Site, settings, django_capture_on_commit_callbacks
) -> None:
    settings.WAGTAILFRONTENDCACHE = {
        "cdn": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": "http://127.0.0.1:9",
        }
    }
    with django_capture_on_commit_callbacks(execute=True):
        make_initiative("La régie")

    assert Client().get(f"/++api++{MEMBER}/la-regie").status_code == 200
