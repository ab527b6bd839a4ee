"""Every key of plone.restapi's published examples is in our answers too.

What is missing on purpose is named in ABSENT with its reason.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Site

from cms.domain import authoring
from tests.cms.restapi.published_keys import NEEDED, below
from tests.factories.cms import make_cycle, make_initiative, make_topic
from tests.factories.images import png

NOBODY_WRITES = "nothing is written through the API, so there is nothing to tell of it"
NOT_OURS = "pages of ours have nothing of the kind"
STAFF_ONLY = "told to staff in Wagtail's admin; Plone's example is of a manager"
# What is missing on purpose, by example, and why.
ABSENT: dict[str, dict[str, str]] = {
    "document": {"changeNote": NOBODY_WRITES},
    "newsitem": {"changeNote": NOBODY_WRITES},
    "actions_get": {
        f"object_buttons.{key}": "a reader can do nothing to a page"
        for key in ("icon", "id", "title")
    },
    "translations_get": {
        f"items.{key}": "this site has one language; test_translations has two"
        for key in ("@id", "language")
    },
    "types_document": {
        **dict.fromkeys(
            below("properties", "changeNote versioning_enabled").split(), NOBODY_WRITES
        ),
        **dict.fromkeys(
            below(
                "properties",
                "allow_discussion author_email contributors creators rights table_of_contents",
            ).split(),
            NOT_OURS,
        ),
        "properties.language": "a page is translated, its language never changes",
        "properties.text": "the body is in blocks",
    },
    "workflow_get": {
        **{
            f"history.{key}": STAFF_ONLY
            for key in ("action", "actor", "comments", "review_state", "time", "title")
        },
        "transitions.@id": NOBODY_WRITES,
        "transitions.title": NOBODY_WRITES,
    },
    "search_fullobjects": {
        "items.changeNote": NOBODY_WRITES,
        **dict.fromkeys(
            ["items.@components", "items.next_item", "items.previous_item"],
            "what surrounds a page is told with the page itself",
        ),
    },
    "querystring_get": {
        "indexes.Description": "SearchableText looks into it",
        "indexes.Title": "SearchableText looks into it, before the rest",
        "indexes.effectiveRange": "what is found is online, by definition",
        "indexes.show_inactive": "what is found is online, by definition",
        "indexes.expires": "what is found is online, by definition",
        "sortable_indexes.expires": "what is found is online, by definition",
        "sortable_indexes.review_state": "what is found is online, by definition",
        "indexes.end": NOT_OURS,
        "indexes.start": NOT_OURS,
        "sortable_indexes.end": NOT_OURS,
        "sortable_indexes.start": "@search takes it for effective, for clients that sort agendas",
        "indexes.getId": "a short name is unique in its folder only: path finds a page",
        "sortable_indexes.getId": "a short name is unique in its folder only: path sorts pages",
        "indexes.getRawRelatedItems": NOT_OURS,
        "indexes.isDefaultPage": NOT_OURS,
        "indexes.getObjPositionInParent": "it sorts, nobody asks for a number of order",
        "indexes.sortable_title": "it sorts, SearchableText finds",
    },
}


@pytest.fixture(scope="module")
def module_example(module_site: int) -> None:
    image = get_image_model().objects.create(title="Pont", file=png("pont.png", 1700, 1100))
    body = [{"type": "text", "value": "<p>Deux communes en régie.</p>"}]
    page = make_initiative(
        "La régie",
        topics=(make_topic("eau"),),
        image=image,
        image_alt="Un pont",
        effective=datetime.date(2024, 5, 1),
        body=json.dumps(body),
    )
    authoring.update(page, {"tags": ["bois"]}, publish=True)
    make_cycle("Habiter")
    Redirect.add_redirect("/regie/", page, is_permanent=True)


@pytest.fixture
def example(module_example, site: Site) -> Site:
    return site


def keys_of(value: Any, prefix: str = "") -> set[str]:
    """Return the dotted keys of a value; those of a list's items are all taken together."""
    if isinstance(value, list):
        return set().union(*(keys_of(item, prefix) for item in value))
    if not isinstance(value, dict):
        return set()
    found = {f"{prefix}{key}" for key in value}
    return found.union(*(keys_of(item, f"{prefix}{key}.") for key, item in value.items()))


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("name", NEEDED)
def test_answer_has_every_key_of_the_published_example(name: str) -> None:
    path, keys = NEEDED[name]
    response = Client().get(f"/++api++{path}")
    assert response.status_code == 200

    missing = set(keys.split()) - keys_of(json.loads(response.content))

    assert missing == set(ABSENT.get(name, {}))


def test_differences_are_of_examples_that_are_compared() -> None:
    assert set(ABSENT) <= set(NEEDED)
    for name, absent in ABSENT.items():
        assert set(absent) <= set(NEEDED[name][1].split())
