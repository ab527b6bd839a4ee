"""Pictures of drafts: for who may see the draft."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from cms.domain.preview import make_preview_token
from cms.models import InitiativePage
from cms.restapi.tokens import make_token
from tests.cms.restapi.asking import ask
from tests.factories.cms import make_initiative
from tests.factories.images import png

REDON = "/initiatives/redon-agglomeration"


@pytest.fixture
def illustrated(site: Site) -> InitiativePage:
    """A draft with two pictures of a collection that strangers may not see."""
    private = Collection.get_first_root_node().add_child(name="Réservée")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    images = [
        get_image_model().objects.create(
            title=name, file=png(f"{name}.png", 900, 600), collection=private
        )
        for name in ("pont", "quai")
    ]
    block = {"image": images[1].pk, "caption": ""}
    body = json.dumps([{"type": "picture", "value": block}])
    return make_initiative(
        "Zanzibar", image=images[0], image_alt="Un pont", body=body, publish=False
    )


def picture_addresses(value: Any) -> set[str]:
    """Return every address of a picture anywhere in an answer."""
    if isinstance(value, dict):
        return set().union(*map(picture_addresses, value.values()))
    if isinstance(value, list):
        return set().union(*map(picture_addresses, value))
    return {value} if isinstance(value, str) and "@@images/" in value else set()


def test_pictures_of_a_draft_are_shown_by_the_addresses_it_gives(illustrated) -> None:
    found = ask(f"{REDON}/zanzibar", page=illustrated).json()

    small = {each for each in picture_addresses(found) if "-400-" in each}
    assert small
    for each in small:
        address = urlsplit(f"{found['@id']}/@@images/{each.partition('@@images/')[2]}")
        shown = Client().get(f"{address.path}?{address.query}")
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
        assert shown["Cache-Control"].startswith("private")
        assert Client().get(address.path).status_code == 404


def test_pictures_of_a_draft_are_shown_to_its_editor(illustrated, chief) -> None:
    found = ask(f"{REDON}/zanzibar", chief).json()
    path = urlsplit(found["image"]["scales"]["preview"]["download"]).path
    bearer = {"authorization": f"Bearer {make_token(chief)}"}

    assert Client().get(path, headers=bearer).status_code == 200


def test_link_shows_no_picture_of_another_page(illustrated) -> None:
    other = make_initiative("La régie", publish=False)
    found = ask(f"{REDON}/zanzibar", page=illustrated).json()
    name = urlsplit(found["image"]["download"]).path.rpartition("/")[2]
    link = {"preview": make_preview_token(other.latest_revision)}

    assert Client().get(f"{REDON}/zanzibar/@@images/{name}", link).status_code == 401
    assert Client().get(f"{REDON}/la-regie/@@images/{name}", link).status_code == 404
