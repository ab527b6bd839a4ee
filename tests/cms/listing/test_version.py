"""The version of a site's listing, and the choice of the site."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.sync import refresh
from cms.listing.tracking import tracking
from cms.listing.version import site_version
from cms.models import InitiativePage, Topic
from tests.factories.cms import make_initiative, make_member, make_topic

HOSTS = ["a.example.org", "b.example.org", "c.example.org"]
PORTS = [80, 8000]


def version() -> str:
    found = site_version("localhost", "80", timezone.now())
    assert found is not None
    return found.version


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sites=st.lists(
        st.tuples(st.sampled_from(HOSTS[:2]), st.sampled_from(PORTS)), unique=True, max_size=4
    ),
    default=st.integers(0, 4),
    host=st.sampled_from(HOSTS),
    port=st.sampled_from(PORTS),
)
def test_site_version_chooses_the_site_that_wagtail_chooses(db, sites, default, host, port) -> None:
    Site.objects.all().delete()
    root = Page.objects.get(depth=1)
    Site.objects.bulk_create(
        Site(hostname=name, port=at, root_page=root, is_default_site=number == default)
        for number, (name, at) in enumerate(sites)
    )
    request = RequestFactory().get("/", headers={"host": host}, SERVER_PORT=str(port))

    wagtails = Site.find_for_request(request)
    ours = site_version(host, str(port), timezone.now())

    assert (ours and ours.site_id) == (wagtails and wagtails.pk)


def test_version_changes_with_the_listing_and_not_without(site: Site) -> None:
    page = make_initiative("La régie")
    before = version()

    refresh([page.pk])
    assert version() == before

    authoring.update(page, {"title": "La coopérative"}, publish=True)
    assert version() != before


def test_version_stays_when_a_draft_is_saved(site: Site) -> None:
    page, folder = make_initiative("La régie"), make_member("Nozay")
    before = version()

    authoring.update(page, {"title": "La coopérative"})
    authoring.create(folder, InitiativePage(title="Brouillon"))

    assert version() == before


def test_version_changes_when_a_page_leaves(site: Site) -> None:
    page = make_initiative("La régie")
    before = version()

    authoring.unpublish(page)

    assert version() != before


@pytest.mark.parametrize("change", ["save", "delete"])
def test_version_changes_when_a_topic_that_no_page_has_changes(site: Site, change: str) -> None:
    make_topic("eau")
    before = version()

    with tracking():
        getattr(Topic.objects.get(slug="eau"), change)()

    assert version() != before


def test_version_changes_by_itself_when_a_page_expires(site: Site) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        page = make_initiative("La régie")
        authoring.update(
            page, {"expire_at": timezone.now() + datetime.timedelta(hours=1)}, publish=True
        )
        before = version()
        clock.shift(datetime.timedelta(minutes=59))
        assert version() == before

        clock.shift(datetime.timedelta(minutes=1))
        assert version() != before
