"""A page in other languages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from tests.cms.restapi.asking import HOME, get


@pytest.fixture
def breton(site: Site, settings) -> Locale:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("fr", "français"), ("br", "breton")]
    locale = Locale.objects.create(language_code="br")
    with tracking():
        site.root_page.copy_for_translation(locale)
    return locale


def test_page_in_one_language_has_its_root_and_no_translation(site: Site) -> None:
    assert get("/initiatives/@translations") == {
        "@id": f"{HOME}/initiatives/@translations",
        "items": [],
        "root": {"fr": HOME},
    }


def test_page_names_its_public_translations_and_the_roots(site: Site, breton: Locale) -> None:
    with tracking():
        home = site.root_page.get_translation(breton).specific
        index = site.root_page.get_children().get(slug="initiatives").specific
        translated = index.copy_for_translation(breton)
        for page in (home, translated):
            page.save_revision().publish()
        site.root_page.specific.save_revision().publish()
        index.save_revision().publish()

    found = get("/fr/initiatives/@translations")

    assert found["items"] == [{"@id": f"{HOME}/br/{translated.slug}", "language": "br"}]
    assert found["root"] == {"fr": f"{HOME}/fr", "br": f"{HOME}/br"}
    assert get("/fr/initiatives?expand=translations")["@components"]["translations"] == found
    authoring.unpublish(type(translated).objects.get(pk=translated.pk))
    assert get("/fr/initiatives/@translations")["items"] == []


def test_translations_cost_the_same_for_one_language_and_two(site: Site, breton: Locale) -> None:
    with tracking():
        site.root_page.specific.save_revision().publish()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            get("/fr/@translations")
        counts.append(len(captured))
        with tracking():
            site.root_page.get_translation(breton).specific.save_revision().publish()

    assert len(get("/fr/@translations")["items"]) == 1
    assert counts[0] == counts[1] <= 8
