"""The tree around a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.models import Site

from tests.cms.restapi.asking import HOME, get
from tests.cms.restapi.services.test_site import put_below_a_host_page
from tests.factories.cms import make_cycle, make_initiative, make_initiatives, make_member
from tests.factories.images import png

REDON = "/initiatives/redon-agglomeration"


@pytest.fixture(scope="module")
def module_tree(module_site: int) -> None:
    make_initiative("La régie")
    make_initiative("Le marché")
    make_initiative("Le verger", folder=make_member("Nozay"))
    make_cycle("Habiter")


@pytest.fixture
def tree(module_tree, site: Site) -> Site:
    return site


def ask(path: str, **options: Any) -> dict[str, Any]:
    query = "&".join(f"expand.contextnavigation.{name}={value}" for name, value in options.items())
    return get(f"{path}/@contextnavigation?{query}")


def outline(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {item["title"]: outline(item["items"]) for item in items}


def test_tree_shows_what_lies_beside_the_way_and_all_below_its_end(tree: Site) -> None:
    assert outline(ask("/initiatives")["items"]) == {
        "Redon Agglomération": {"La régie": {}, "Le marché": {}},
        "Nozay": {"Le verger": {}},
    }
    assert outline(ask(f"{REDON}/la-regie")["items"]) == {
        "Redon Agglomération": {"La régie": {}, "Le marché": {}},
        "Nozay": {},
    }
    assert ask("")["items"] == []


def test_nodes_say_what_a_portlet_needs(tree: Site) -> None:
    image = get_image_model().objects.create(title="Pont", file=png("pont.png", 900, 600))
    make_initiative("Le pont", image=image, image_alt="Un pont")

    found = ask(f"{REDON}/la-regie")

    assert found["available"] is True
    assert (found["title"], found["has_custom_name"]) == ("Navigation", False)
    assert found["url"] == f"{HOME}/sitemap"
    folder = found["items"][0]
    assert folder["@id"] == folder["href"] == f"{HOME}{REDON}"
    assert (folder["type"], folder["normalized_id"]) == ("folder", "redon-agglomeration")
    assert (folder["is_folderish"], folder["is_in_path"], folder["is_current"]) == (
        True,
        True,
        False,
    )
    page, _, bridge = folder["items"]
    assert (page["is_folderish"], page["is_in_path"], page["is_current"]) == (False, False, True)
    assert page["thumb"] == ""
    assert bridge["thumb"] == f"{HOME}{REDON}/le-pont/@@images/image/thumb"
    picture = Client().get(bridge["thumb"].removeprefix(HOME))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    small = ask(f"{REDON}/la-regie", thumb_scale="icon")["items"][0]["items"][2]
    assert small["thumb"].endswith("/icon")
    assert ask(REDON, no_thumbs="true")["items"][0]["items"][2]["thumb"] == ""


def test_options_change_where_the_tree_begins_and_ends(tree: Site) -> None:
    page = f"{REDON}/la-regie"

    assert outline(ask(page, topLevel=0, bottomLevel=1)["items"]) == {
        "Initiatives": {},
        "Cycles": {},
        "Vidéos": {},
    }
    assert outline(ask(page, topLevel=0, bottomLevel=2)["items"]) == {
        "Initiatives": {"Redon Agglomération": {}, "Nozay": {}},
        "Cycles": {},
        "Vidéos": {},
    }
    assert outline(ask(page, topLevel=2)["items"]) == {"La régie": {}, "Le marché": {}}
    assert ask(page, topLevel=4)["available"] is False
    assert outline(ask(page, currentFolderOnly=1)["items"]) == {"La régie": {}, "Le marché": {}}
    assert outline(ask("/cycles", currentFolderOnly="True")["items"]) == {"Habiter": {}}
    assert outline(ask(page, root_path="/cycles", topLevel=0)["items"]) == {"Habiter": {}}
    assert ask(page, root_path="/cycles", topLevel=0)["url"] == f"{HOME}/cycles"
    assert ask(page, root_path="/cycles")["available"] is False
    assert ask(page, root_path="/nulle-part", topLevel=0)["available"] is False
    assert outline(ask(page, root_path="initiatives", bottomLevel=1)["items"]) == {
        "La régie": {},
        "Le marché": {},
    }
    hidden = ask(page, bottomLevel=-1)
    assert (hidden["available"], hidden["items"]) == (True, [])


def test_top_and_name_are_given_when_asked(tree: Site) -> None:
    found = ask("/initiatives", includeTop=1, bottomLevel=1, name="Autour de vous")
    home = ask("/initiatives", includeTop=1, topLevel=0)["items"][0]

    assert (found["title"], found["has_custom_name"]) == ("Autour de vous", True)
    assert outline(found["items"]) == {"Initiatives": {}, "Redon Agglomération": {}, "Nozay": {}}
    assert found["items"][0]["is_current"] is True
    assert (home["title"], home["type"], home["@id"]) == ("Accueil", "plone-site", HOME)


def test_tree_below_a_host_page_shows_what_is_ours(site: Site) -> None:
    root = put_below_a_host_page(site)
    root.get_children().get().specific.save_revision()

    assert ask("/initiatives")["available"] is False
    assert outline(ask("/initiatives", topLevel=0, includeTop=1)["items"]) == {
        "Accueil": {},
        "Initiatives": {},
    }


@pytest.mark.parametrize(
    "query", ["topLevel=un", "bottomLevel=1.5", "thumb_scale=énorme", "topLevel=99999"]
)
def test_bad_option_is_a_400_that_names_it(site: Site, query: str) -> None:
    name, _, value = query.partition("=")
    message = get(f"/@contextnavigation?expand.contextnavigation.{query}", 400)["message"]

    assert name in message
    assert value in message


@pytest.mark.parametrize("value", ["%00", "x" * 60_000, "..%2F..", "%2F", "%ED%A0%80"])
def test_odd_root_is_never_an_error_of_ours(site: Site, value: str) -> None:
    found = get(
        f"/@contextnavigation?expand.contextnavigation.root_path={value}"
        "&expand.contextnavigation.topLevel=0"
    )

    assert {"items", "available", "url"} < found.keys()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_tree_costs_one_query_more_than_its_page(site: Site, count: int) -> None:
    make_initiatives(count, folder=make_member("Blain"))

    with CaptureQueriesContext(connection) as captured:
        found = ask("/initiatives/blain/la-regie-0")
    assert len(outline(found["items"])["Blain"]) == count
    assert len(captured) == 3
