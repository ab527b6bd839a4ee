"""The content of a page, and what stands around it."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.sync import rebuild
from cms.listing.tracking import tracking
from cms.models import InitiativePage, MemberFolder
from tests.cms.restapi.asking import get
from tests.factories.cms import make_initiative, make_member, make_territory, make_topic
from tests.factories.images import png

REDON = "/initiatives/redon-agglomeration"


def test_children_stand_as_in_the_tree_and_not_as_they_were_made(site: Site) -> None:
    first, _, third = (make_initiative(title) for title in "BCA")
    with tracking():
        Page.objects.get(pk=third.pk).move(first, pos="left")

    folder, middle = get(REDON), get(f"{REDON}/b")

    assert [item["title"] for item in folder["items"]] == ["A", "B", "C"]
    assert (middle["previous_item"]["title"], middle["next_item"]["title"]) == ("A", "C")


def test_page_below_that_begins_another_site_is_no_item_here(site: Site) -> None:
    make_initiative("Une régie")
    make_initiative("Un verger", folder=make_member("Nozay"))
    Site.objects.create(hostname="nozay.example.org", root_page=MemberFolder.objects.last())
    rebuild()

    folder = get("/initiatives")

    assert [item["title"] for item in folder["items"]] == ["Redon Agglomération"]
    assert folder["items_total"] == 1


def test_folder_counts_its_children_again_when_one_more_is_published(site: Site) -> None:
    make_initiative("A")
    assert get(REDON)["items_total"] == 1

    authoring.create(MemberFolder.objects.get(), InitiativePage(title="B"), publish=True)

    assert get(REDON)["items_total"] == 2


def test_content_of_a_page_has_the_keys_of_plone_and_ours(site: Site) -> None:
    image = get_image_model().objects.create(title="Pont", file=png("pont.png", 900, 600))
    page = make_initiative(
        "La régie",
        topics=(make_topic("eau", title="Eau"),),
        territories=(make_territory("Blain", slug="blain"),),
        image=image,
        image_alt="Un pont",
        effective=datetime.date(2024, 5, 1),
        status="done",
        publish=False,
    )
    authoring.update(page, {"tags": ["bois"]}, publish=True)

    found = get(f"{REDON}/la-regie")

    home = "http://testserver"
    assert found["@id"] == f"{home}{REDON}/la-regie"
    assert (found["@type"], found["type_title"]) == ("Initiative", "Initiative")
    assert (found["title"], found["id"]) == ("La régie", "la-regie")
    assert found["review_state"] == "published"
    assert found["language"] == {"token": "fr", "title": "Français"}
    assert found["effective"] == "2024-05-01T00:00:00+02:00"
    assert found["subjects"] == ["bois"]
    assert [topic["slug"] for topic in found["topics"]] == ["eau"]
    assert found["status"] == {"token": "done", "title": "Réalisée"}
    assert found["position"] == {"longitude": -2.08, "latitude": 47.65}
    assert found["parent"]["@id"] == f"{home}{REDON}"
    assert found["is_folderish"] is False
    assert found["@components"]["breadcrumbs"] == {"@id": f"{found['@id']}/@breadcrumbs"}
    assert len(found["UID"]) == 32
    assert found["image"]["alt"] == "Un pont"
    assert found["image"]["content-type"] == "image/png"
    for key in ("created", "modified"):
        assert datetime.datetime.fromisoformat(found[key]).tzinfo is not None


@pytest.mark.parametrize("scale", ["preview", "large", "great"])
def test_image_scales_can_be_downloaded_from_content_and_from_lists(site: Site, scale: str) -> None:
    image = get_image_model().objects.create(title="Pont", file=png("pont.png", 900, 600))
    make_initiative("La régie", image=image, image_alt="Un pont")

    full = get(f"{REDON}/la-regie")["image"]["scales"][scale]
    item = get(REDON)["items"][0]
    brief = item["image_scales"][item["image_field"]][0]["scales"][scale]

    for url in (full["download"], f"{item['@id']}/{brief['download']}"):
        response = Client().get(urlsplit(url).path)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert full["width"] == min({"preview": 400, "large": 800, "great": 1200}[scale], 900)


def test_root_is_a_folder_with_the_indexes_in_order(site: Site) -> None:
    found = get("/")

    assert (found["@id"], found["@type"]) == ("http://testserver", "Plone Site")
    assert [item["title"] for item in found["items"]] == ["Initiatives", "Cycles", "Vidéos"]
    assert found["items_total"] == 3
    assert found["parent"] == {}
    assert found["layout"] == "listing_view"


def test_siblings_are_named_on_both_sides_and_empty_at_the_ends(site: Site) -> None:
    for title in ("A", "B", "C"):
        make_initiative(title)

    first, middle, last = (get(f"{REDON}/{slug}") for slug in "abc")

    assert first["previous_item"] == {}
    assert (middle["previous_item"]["title"], middle["next_item"]["title"]) == ("A", "C")
    assert last["next_item"] == {}
    assert get("/")["next_item"] == {}


def test_expand_gives_components_in_full_in_every_spelling(site: Site) -> None:
    make_initiative("La régie")
    path = f"{REDON}/la-regie"
    crumbs = get(f"{path}/@breadcrumbs")
    menu = get(f"{path}/@navigation")

    for query in (
        "expand=breadcrumbs,navigation",
        "expand:list=breadcrumbs&expand:list=navigation",
    ):
        found = get(f"{path}?{query}")["@components"]
        assert {name: found[name] for name in ("breadcrumbs", "navigation")} == {
            "breadcrumbs": crumbs,
            "navigation": menu,
        }
        assert found["workflow"] == {"@id": f"http://testserver{path}/@workflow"}
    assert [item["title"] for item in crumbs["items"]] == [
        "Initiatives",
        "Redon Agglomération",
        "La régie",
    ]
    assert crumbs["root"] == "http://testserver"
    assert [item["title"] for item in menu["items"]] == [
        "Accueil",
        "Initiatives",
        "Cycles",
        "Vidéos",
    ]
