"""A site with a page of each type, and what the API says of itself there."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page, Site

from tests.cms.restapi.asking import get
from tests.factories.pages import make_pages


@pytest.fixture(scope="module")
def module_pages(module_site: int) -> dict[str, Page]:
    return make_pages(Site.objects.get(pk=module_site))


@pytest.fixture
def paths(module_pages: dict[str, Page], db) -> list[str]:
    """Return the paths of the pages as the document's addresses take them."""
    return [page.get_url().strip("/") for page in module_pages.values() if page.get_url() != "/"]


@pytest.fixture
def document(module_pages, db) -> dict[str, Any]:
    return get("/openapi.json")
