"""What visitors hear at an address where a page stood."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from tests.factories.cms import make_initiative, make_member

FOLDER = "/initiatives/redon-agglomeration"


@pytest.mark.parametrize("slash", ["", "/"])
def test_web_page_taken_down_is_a_410(site: Site, slash: str) -> None:
    authoring.unpublish(make_initiative("La régie"))

    response = Client().get(f"{FOLDER}/la-regie{slash}", follow=True)

    assert response.status_code == 410
    assert "La régie" not in response.content.decode()


def test_web_page_that_never_was_is_a_404(site: Site) -> None:
    make_initiative("La régie", publish=False)

    for path in (f"{FOLDER}/la-regie/", "/nulle-part/"):
        assert Client().get(path).status_code == 404


def test_web_page_moved_leads_to_its_place(site: Site) -> None:
    page = make_initiative("La régie")
    with tracking():
        page.move(make_member("Nozay"), pos="last-child")
    Redirect.objects.all().delete()  # Wagtail's own; ours does without

    response = Client().get(f"{FOLDER}/la-regie/")

    assert (response.status_code, response["Location"]) == (301, "/initiatives/nozay/la-regie/")


def test_web_page_moved_then_deleted_is_a_410_at_both_addresses(site: Site) -> None:
    page = make_initiative("La régie")
    with tracking():
        page.move(make_member("Nozay"), pos="last-child")
    authoring.delete(page)

    for path in (f"{FOLDER}/la-regie/", "/initiatives/nozay/la-regie/"):
        assert Client().get(path).status_code == 410


def test_web_redirect_by_staff_wins_over_gone(site: Site) -> None:
    authoring.unpublish(make_initiative("La régie"))
    Redirect.add_redirect(f"{FOLDER}/la-regie/", "https://example.org/", is_permanent=True)

    response = Client().get(f"{FOLDER}/la-regie/")

    assert (response.status_code, response["Location"]) == (301, "https://example.org/")


def test_web_moved_page_that_became_private_tells_no_address(site: Site) -> None:
    page = make_initiative("La régie")
    with tracking():
        page.move(make_member("Nozay"), pos="last-child")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    Redirect.objects.all().delete()

    response = Client().get(f"{FOLDER}/la-regie/")

    assert response.status_code == 410
    assert "nozay" not in response.content.decode()
