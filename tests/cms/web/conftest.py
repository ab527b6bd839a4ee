"""A small site with one page of each type."""

from __future__ import annotations

import pytest
from wagtail.models import Page, Site

from cms.models import ContributionRequest, InitiativePage, Provenance
from tests.factories.contributions import make_request
from tests.factories.pages import make_pages


@pytest.fixture(scope="module")
def module_pages(module_site: int) -> dict[str, int]:
    """The pages below, made once for a module."""
    pages = make_pages(Site.objects.get(pk=module_site))
    return {name: page.pk for name, page in pages.items()}


@pytest.fixture
def pages(module_pages, site) -> dict[str, Page]:
    """Return a published page of each type, by the name of its template."""
    found = Page.objects.specific().in_bulk(module_pages.values())
    return {name: found[pk] for name, pk in module_pages.items()}


@pytest.fixture
def imported(pages) -> InitiativePage:
    """Return the initiative, as if a partner had written it."""
    Provenance.objects.create(
        page=pages["initiative"].page_ptr,
        source_name="Fonds vert 2023",
        source_url="https://catalogue.example.org/",
        original_url="https://catalogue.example.org/12",
        external_id="12",
        licence="Licence Ouverte 2.0",
        licence_url="https://licence.example.org/",
    )
    return pages["initiative"]


@pytest.fixture
def asked(site) -> ContributionRequest:
    """Return a request to tell of an initiative."""
    return make_request()
