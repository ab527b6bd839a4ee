"""The other addresses that lead to a page."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from tests.cms.restapi.asking import HOME, get
from tests.factories.cms import make_initiative, make_member

NOZAY = "/initiatives/nozay/la-regie"


@pytest.fixture
def moved(site: Site) -> Page:
    """A page that has moved, and to which staff lead by an address of their own."""
    page = make_initiative("La régie")
    with tracking():
        page.move(make_member("Nozay"), pos="last-child")
    Redirect.objects.all().delete()  # Wagtail's own of the move: ours does without
    Redirect.add_redirect("/regie/", page, is_permanent=True)
    return page


def test_aliases_are_redirects_of_staff_and_former_addresses(moved: Page) -> None:
    found = get(f"{NOZAY}/@aliases")

    assert found["@id"] == f"{HOME}{NOZAY}/@aliases"
    assert found["items_total"] == 2
    former, own = found["items"]
    assert former["path"] == "/initiatives/redon-agglomeration/la-regie"
    assert (former["redirect-to"], former["manual"]) == (NOZAY, False)
    assert (own["path"], own["redirect-to"], own["manual"]) == ("/regie", NOZAY, True)
    for item in found["items"]:
        assert datetime.datetime.fromisoformat(item["datetime"]).tzinfo is not None
    assert get("/@aliases")["items"] == found["items"]
    assert get("/cycles/@aliases")["items"] == []


def test_aliases_are_filtered_and_batched(moved: Page) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    for query, paths in {
        "query=/reg": ["/regie"],
        "query=regie": ["/initiatives/redon-agglomeration/la-regie", "/regie"],
        "manual=true": ["/regie"],
        "manual=false": ["/initiatives/redon-agglomeration/la-regie"],
        f"start={tomorrow}": [],
        f"end={tomorrow}&manual=1": ["/regie"],
        "b_start=1&b_size=1": ["/regie"],
    }.items():
        assert [item["path"] for item in get(f"{NOZAY}/@aliases?{query}")["items"]] == paths, query
    assert "b_start=1" in get(f"{NOZAY}/@aliases?b_size=1")["links"]["next"]
    assert "« hier »" in get(f"{NOZAY}/@aliases?start=hier", 400)["message"]


def test_aliases_of_what_is_no_longer_public_are_not_told(moved: Page) -> None:
    authoring.unpublish(moved)

    assert get("/@aliases")["items"] == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_aliases_cost_four_queries_for_any_number_of_them(site: Site, count: int) -> None:
    page = make_initiative("La régie")
    for number in range(count):
        Redirect.add_redirect(f"/regie-{number}/", page, is_permanent=True)

    with CaptureQueriesContext(connection) as captured:
        assert get("/@aliases?b_size=50")["items_total"] == count
    assert len(captured) == 4
