"""The page that navigation starts from."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from tests.cms.restapi.asking import HOME, get


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
