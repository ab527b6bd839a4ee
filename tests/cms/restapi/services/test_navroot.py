"""The page that navigation starts from."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from cms.listing.tracking import tracking
from tests.cms.restapi.asking import HOME, get
from tests.cms.restapi.services.test_site import put_below_a_host_page


@pytest.mark.parametrize("path", ["", "/initiatives"])
def test_navroot_is_the_home_page_in_full_without_its_items(site: Site, path: str) -> None:
    found = get(f"{path}/@navroot")

    assert found["@id"] == f"{HOME}{path}/@navroot"
    assert found["navroot"]["@id"] == HOME
    assert found["navroot"]["@type"] == "Plone Site"
    assert found["navroot"]["title"] == "Alliance d’essai"
    assert found["navroot"]["parent"] == {}
    assert "items" not in found["navroot"]
    assert get(f"{path or '/'}?expand=navroot")["@components"]["navroot"] == found


def test_navroot_of_a_host_is_its_own_page_if_the_public_may_see_it(site: Site) -> None:
    root = put_below_a_host_page(site)

    assert get("/initiatives/@navroot")["navroot"]["title"] == root.title
    with tracking():
        root.unpublish()
    navroot = get("/initiatives/@navroot")["navroot"]
    assert navroot == {"@id": HOME, "@type": "Plone Site", "parent": {}}
