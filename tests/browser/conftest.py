"""A real browser, and a real server with a page of each type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser
from wagtail.models import Site

from cms.models import Look
from tests.chromium import chromium
from tests.factories.cms import make_site
from tests.factories.pages import make_pages


@pytest.fixture
def browser(
    transactional_db, django_db_serialized_rollback, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """Return Chromium, one a test: started after the database and stopped before it.

    While Playwright's loop runs in this thread, Django takes another connection, which
    knows nothing of the test's initial data, and would refuse to be used at all without
    this variable.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(live_server, transactional_db, django_db_serialized_rollback) -> Site:
    """Return a site without contents, whose links lead to the server of the test."""
    cache.clear()  # of renditions of another test
    return make_site(hostname=live_server.thread.host, port=live_server.thread.port)


@pytest.fixture
def addresses(
    transactional_db, django_db_serialized_rollback, settings, tmp_path: Path
) -> dict[str, str]:
    """Return the address of a published page of each type, which the live server sees."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    cache.clear()  # of renditions that lie in the folder of another test
    return {name: page.get_url() for name, page in make_pages(make_site()).items()}


@pytest.fixture
def pack(request: pytest.FixtureRequest, addresses) -> str:
    """Let the site wear a pack."""
    Look.objects.create(site=Site.objects.get(is_default_site=True), pack=request.param)
    return request.param
