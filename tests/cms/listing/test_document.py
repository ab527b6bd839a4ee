"""What a page says by itself."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from wagtail.models import Site

from cms.domain import authoring
from cms.models import HomePage
from tests.factories.cms import make_cycle, make_video

pytestmark = pytest.mark.django_db


def layout_of(path: str) -> str:
    return json.loads(Client().get(f"/++api++{path}").content)["layout"]


def test_layout_home_with_a_text_of_its_own_shows_it(site: Site) -> None:
    assert layout_of("/") == "listing_view"

    home = HomePage.objects.get()
    body = [{"type": "text", "value": "<p>Passer l’idée d’une rive à l’autre.</p>"}]
    authoring.update(home, {"body": json.dumps(body)}, publish=True)

    assert layout_of("/") == "document_view"


def test_layout_list_page_shows_the_list_that_its_blocks_make(site: Site) -> None:
    assert layout_of("/cycles") == "document_view"


def test_layout_page_that_is_no_folder_shows_its_blocks(site: Site) -> None:
    make_video("Épisode 1")
    assert layout_of("/videos/episode-1") == "document_view"


def test_layout_cycle_is_the_list_of_its_sessions_unless_it_has_a_text(site: Site) -> None:
    make_cycle("Habiter demain")
    make_cycle("Se déplacer", body=[("text", "<p>Sans voiture.</p>")])
    assert layout_of("/cycles/habiter-demain") == "listing_view"
    assert layout_of("/cycles/se-deplacer") == "document_view"
