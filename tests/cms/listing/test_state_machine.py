"""Whatever staff, programs and time do to a site, in whatever order, the listing is true."""

from __future__ import annotations

import pytest

from tests.cms.listing.machine import run
from tests.cms.listing.rules import ListingMachine, TranslatedMachine

pytestmark = pytest.mark.lasts

# `make test` says the same of the same code; the long tests go where no run has been.
SAME_EACH_TIME = {"derandomize": True, "database": None}


@pytest.fixture
def two_languages(settings) -> None:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = True
    names = [("fr", "français"), ("br", "breton"), ("es", "espagnol")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = names
    settings.ROOT_URLCONF = "tests.cms.translated_urls"
    place = settings.MIDDLEWARE.index("django.middleware.common.CommonMiddleware")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE]
    settings.MIDDLEWARE.insert(place, "django.middleware.locale.LocaleMiddleware")


def test_listing_any_sequence_of_changes_leaves_it_true(db) -> None:
    run(ListingMachine, examples=3, steps=10, **SAME_EACH_TIME)


def test_listing_any_sequence_of_changes_in_two_languages_leaves_it_true(db, two_languages) -> None:
    run(TranslatedMachine, examples=2, steps=8, **SAME_EACH_TIME)


@pytest.mark.slow
def test_listing_any_long_sequence_of_changes_leaves_it_true(db) -> None:
    run(ListingMachine, examples=10, steps=25)


@pytest.mark.slow
def test_listing_any_long_sequence_in_two_languages_leaves_it_true(db, two_languages) -> None:
    run(TranslatedMachine, examples=6, steps=20)
