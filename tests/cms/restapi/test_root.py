"""The root of the API where the site's root is a page of the host project."""

from __future__ import annotations

import json

from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import InitiativeIndexPage


def make_host_site(site: Site) -> Page:
    """Put a page that is not ours at the root of the site, with an index of ours below it."""
    home = Page(title="Le site d’un hôte", slug="hote", live=True)
    Page.objects.get(depth=1).add_child(instance=home)
    with tracking():
        site.root_page = home
        site.save()
    authoring.create(
        home, InitiativeIndexPage(title="Initiatives", show_in_menus=True), publish=True
    )
    return home


def get(path: str, status: int = 200) -> dict:
    found = Client().get(f"/++api++{path}")
    assert found.status_code == status, found.content
    return json.loads(found.content)


def test_root_of_a_host_is_a_plone_site_with_our_pages_below_it(site: Site) -> None:
    make_host_site(site)

    found = get("/")

    assert (found["@id"], found["@type"]) == ("http://testserver", "Plone Site")
    assert found["title"] == "Le site d’un hôte"
    assert [item["@id"] for item in found["items"]] == ["http://testserver/initiatives"]
    assert get("/@navigation")["items"][0]["title"] == "Initiatives"
    assert get("/initiatives/@breadcrumbs")["root"] == "http://testserver"


def test_root_of_a_host_that_is_not_public_is_gone(site: Site) -> None:
    home = make_host_site(site)
    with tracking():
        PageViewRestriction.objects.create(page=home, restriction_type="login")

    assert get("/", 410)["type"] == "Gone"
