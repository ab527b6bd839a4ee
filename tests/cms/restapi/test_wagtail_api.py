"""Wagtail's own API shows what the listing shows."""

from __future__ import annotations

from django.test import Client
from wagtail.models import PageViewRestriction, Site

from cms.listing.tracking import tracking
from tests.factories.cms import make_initiative, make_member


def titles() -> set[str]:
    answer = Client().get("/api/v2/pages/?limit=20")
    assert answer.status_code == 200
    return {item["title"] for item in answer.json()["items"]}


def test_v2_pages_are_those_of_the_listing_and_no_alias_of_a_private_one(site: Site) -> None:
    make_initiative("Le marché")
    private = make_initiative("La régie")
    with tracking():
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        private.create_alias(parent=make_member("Nozay"), update_slug="copie")
    make_initiative("Le brouillon", publish=False)

    assert "Le marché" in titles()
    assert not {"La régie", "Le brouillon"} & titles()


def test_v2_has_no_endpoint_that_lists_images_or_documents(site: Site) -> None:
    for name in ("images", "documents"):
        assert Client().get(f"/api/v2/{name}/").status_code == 404
