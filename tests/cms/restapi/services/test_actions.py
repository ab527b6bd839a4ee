"""What a reader may do."""

from __future__ import annotations

from wagtail.models import Site

from tests.cms.restapi.asking import HOME, get


def test_actions_are_seeing_the_page_and_signing_in(site: Site) -> None:
    found = get("/initiatives/@actions")

    assert {kind: [action["id"] for action in some] for kind, some in found.items()} == {
        "document_actions": [],
        "object": ["view"],
        "object_buttons": [],
        "portal_tabs": ["index_html"],
        "site_actions": ["sitemap"],
        "user": ["login"],
    }
    assert found["object"][0]["url"] == f"{HOME}/initiatives"
    assert found["portal_tabs"][0]["url"] == HOME
    assert found["user"][0]["url"] == f"{HOME}/admin/login/"
    assert get("/initiatives?expand=actions")["@components"]["actions"] == found
