"""A question to each service and its answer, as files: documentation, and a contract.

The answers are compared with the files. `UPDATE_EXAMPLES=1` writes the files anew, for a
change that is meant. Like plone.restapi's own:
https://github.com/plone/plone.restapi/tree/main/src/plone/restapi/tests/http-examples
"""

from __future__ import annotations

import datetime
import itertools
import json
import os
import re
import uuid
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NamedTuple

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.domain import authoring
from cms.listing import sync
from cms.listing.tracking import tracking
from cms.restapi.services import SERVICES
from tests.conftest import ROOT
from tests.factories import cms as factories
from tests.factories.cms import (
    make_cycle,
    make_initiative,
    make_member,
    make_site,
    make_territory,
    make_topic,
)
from tests.factories.images import png

FOLDER = ROOT / "tests" / "restapi_examples"
NOW = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
HOST = "exemple.fr"
MEMBER = "/initiatives/redon-agglomeration"
PAGE = f"{MEMBER}/une-regie-pour-l-eau"
HEADERS = ("Content-Type", "Cache-Control", "Vary", "Allow", "Location", "WWW-Authenticate")
BODY = json.dumps(
    [
        {"id": str(uuid.UUID(int=1)), "type": "heading", "value": "Ce que cela a donné"},
        {
            "id": str(uuid.UUID(int=2)),
            "type": "text",
            "value": "<p>Deux communes <b>en régie</b>.</p>",
        },
    ]
)
IMAGE = 1001
TOKEN = "eyJhbGciOiJIUzI1NiJ9…"


class Example(NamedTuple):
    """A question; the service is the part of its address that begins with an @."""

    path: str
    method: str = "GET"
    body: Any = None
    signed_in: bool = False


CRITERIA = [
    {
        "i": "portal_type",
        "o": "plone.app.querystring.operation.selection.any",
        "v": ["Initiative"],
    },
    {"i": "Subject", "o": "plone.app.querystring.operation.selection.any", "v": ["eau"]},
]
SIGN_IN = {"login": "lea", "password": "un mot de passe de lectrice"}
EXAMPLES: dict[str, Example] = {
    "content": Example(PAGE),
    "content_folder": Example(f"{MEMBER}?b_size=2"),
    "content_expand": Example(f"{PAGE}?expand=breadcrumbs,workflow"),
    "content_not_found": Example("/nulle-part"),
    "content_gone": Example(f"{MEMBER}/fermee"),
    "content_moved": Example("/initiatives/nozay/le-bois-du-pays"),
    "content_method_not_allowed": Example(PAGE, "PATCH", {"title": "Autre titre"}),
    "actions": Example(f"{PAGE}/@actions"),
    "aliases": Example(f"{MEMBER}/le-bois-du-pays/@aliases"),
    "breadcrumbs": Example(f"{PAGE}/@breadcrumbs"),
    "contextnavigation": Example(f"{PAGE}/@contextnavigation"),
    "facets": Example("/@facets?topic=eau"),
    "images": Example(f"{PAGE}/@@images/image/thumb"),
    "login": Example("/@login", "POST", SIGN_IN),
    "login_refused": Example("/@login", "POST", SIGN_IN | {"password": "autre"}),
    "login-renew": Example("/@login-renew", "POST", signed_in=True),
    "logout": Example("/@logout", "POST", signed_in=True),
    "navigation": Example("/@navigation?expand.navigation.depth=2"),
    "navroot": Example(f"{PAGE}/@navroot"),
    "querystring": Example("/@querystring"),
    "querystring-search": Example(
        "/@querystring-search", "POST", {"query": CRITERIA, "b_size": 1, "sort_on": "effective"}
    ),
    "search": Example("/@search?SearchableText=regies*&portal_type=Initiative"),
    "search_facets": Example("/@search?topic=eau&b_size=0&facets=1"),
    "search_metadata": Example(
        "/@search?portal_type:list=Initiative&metadata_fields:list=topics"
        "&metadata_fields:list=position&sort_on=effective&sort_order=descending&b_size=1"
    ),
    "search_bad_request": Example("/@search?sort_on=couleur"),
    "site": Example("/@site"),
    "translations": Example(f"{PAGE}/@translations"),
    "types": Example("/@types"),
    "types_one": Example("/@types/Cycle"),
    "vocabularies": Example("/@vocabularies"),
    "vocabularies_one": Example("/@vocabularies/topics?title=energ"),
    "workflow": Example(f"{PAGE}/@workflow"),
}


@pytest.fixture(scope="module")
def module_answers(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[dict[str, tuple[str, str]]]:
    """Return question and answer of each example, as texts, from a site of that one moment."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
        pytest.MonkeyPatch.context() as patch,
        override_settings(
            ALLOWED_HOSTS=[HOST],
            STORAGES=settings.STORAGES
            | {
                "default": {
                    "BACKEND": "django.core.files.storage.FileSystemStorage",
                    "OPTIONS": {"location": str(tmp_path_factory.mktemp("media"))},
                }
            },
        ),
        transaction.atomic(),
    ):
        patch.setattr(factories, "_number", itertools.count(1))
        make_content()
        yield {name: pair(name, example) for name, example in EXAMPLES.items()}
        transaction.set_rollback(True)


def make_content() -> None:
    """Fill a site with pages whose identities are known beforehand."""
    site = make_site()
    redon, nozay = make_member("Redon Agglomération"), make_member("Nozay")
    water, energy = make_topic("eau", title="Eau"), make_topic("energie", title="Énergie")
    epci = redon.organisation.territory
    allaire = make_territory("Allaire", slug="allaire", code="56001", parents=[epci])
    image = get_image_model().objects.create(pk=IMAGE, title="Pont", file=png("pont.png", 900, 600))
    get_image_model().objects.filter(pk=IMAGE).update(file_hash="0" * 40)
    image.refresh_from_db()
    authoring.update(
        make_initiative(
            "Une régie pour l’eau",
            folder=redon,
            topics=(water,),
            territories=(allaire,),
            publish=False,
            image=image,
            image_alt="Un pont sur l’Oust",
            effective=datetime.date(2024, 6, 3),
            start_year=2023,
            body=BODY,
        ),
        {"tags": ["eau", "régie"]},
        publish=True,
    )
    wood = make_initiative(
        "Le bois du pays",
        folder=nozay,
        topics=(energy,),
        effective=datetime.date(2025, 1, 15),
    )
    closed = make_initiative("Fermée", folder=redon)
    make_cycle("Habiter demain", topics=(energy,), start_year=2023)
    for page in Page.objects.descendant_of(site.root_page, inclusive=True):
        key = uuid.uuid5(uuid.NAMESPACE_URL, page.title)
        Page.objects.filter(pk=page.pk).update(translation_key=key)
    sync.rebuild()
    with tracking():
        wood.refresh_from_db()
        wood.move(redon, pos="last-child")
    authoring.unpublish(closed)
    get_user_model().objects.create_superuser("lea", "lea@example.org", SIGN_IN["password"])


def pair(name: str, example: Example) -> tuple[str, str]:
    """Ask, and return question and answer as they go over the wire, JSON made readable."""
    client = Client(headers={"Host": HOST, "Accept": "application/json"})
    shown = {"Host": HOST, "Accept": "application/json"}
    sent: dict[str, Any] = {}
    if example.signed_in:
        token = client.post(
            "/++api++/@login", SIGN_IN, content_type="application/json", secure=True
        ).json()["token"]
        sent["headers"] = {"Authorization": f"Bearer {token}"}
        shown["Authorization"] = f"Bearer {TOKEN}"
    if example.body is not None:
        shown["Content-Type"] = "application/json"
        sent |= {"data": json.dumps(example.body), "content_type": "application/json"}
    address = f"/++api++{example.path}"
    response = client.generic(example.method, address, secure=True, **sent)
    status = response.status_code
    told = {header: response[header] for header in HEADERS if header in response}
    question = message(f"{example.method} {address} HTTP/1.1", shown, example.body)
    answer = message(f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", told, said(response))
    return question, re.sub(r'"token": "[^"]+"', f'"token": "{TOKEN}"', answer)


def said(response: HttpResponseBase) -> Any:
    if response.get("Content-Type", "").startswith("image/"):
        return "(les octets de l’image)"
    return json.loads(response.content) if response.content else None


def message(first: str, headers: dict[str, str], body: Any) -> str:
    lines = [first, *(f"{name}: {value}" for name, value in headers.items())]
    if isinstance(body, str):
        lines += ["", body]
    elif body is not None:
        lines += ["", json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True)]
    return "\n".join(lines) + "\n"


@pytest.fixture
def answers(module_answers, db) -> dict[str, tuple[str, str]]:
    return module_answers


@pytest.mark.parametrize("name", EXAMPLES)
def test_answer_is_that_of_the_example(answers, name):
    for kind, text in zip(("req", "resp"), answers[name], strict=True):
        file = FOLDER / f"{name}.{kind}"
        if os.environ.get("UPDATE_EXAMPLES"):
            file.write_text(text)
        assert text == file.read_text()


def test_folder_holds_the_examples_and_nothing_else():
    files = {file.name for file in FOLDER.iterdir()}

    assert files == {f"{name}.{kind}" for name in EXAMPLES for kind in ("req", "resp")}


def test_every_service_has_an_example_and_is_told_of_in_the_docs():
    docs = (ROOT / "docs" / "api.md").read_text()
    asked = {segment for example in EXAMPLES.values() for segment in services_of(example.path)}

    assert asked == set(SERVICES)
    for name in SERVICES:
        link = f"[`{name}`](../tests/restapi_examples/{name.lstrip('@')}.resp)"
        assert link in docs, name


def services_of(path: str) -> list[str]:
    return [part for part in path.partition("?")[0].split("/") if part.startswith("@")]
