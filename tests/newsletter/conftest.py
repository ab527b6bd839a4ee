"""A site with a series, and mail that goes into a folder or to a server of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsletter.models import SeriesPage
from tests.factories.cms import make_member, make_site
from tests.factories.newsletter import make_bare_series, make_series
from tests.newsletter.sink import Sink, smtp_sink


@pytest.fixture
def outbox(settings, tmp_path) -> Path:
    folder = tmp_path / "outbox"
    settings.MAIL_URL = f"file://{folder}"
    return folder


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Files of letters go into a folder of the test's own."""
    folder = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder)},
        },
    }
    return folder


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    with smtp_sink() as sink:
        settings.MAIL_URL = sink.url
        yield sink


@pytest.fixture(scope="module")
def module_series(module_database) -> int:
    """The series below, made once for a module."""
    make_member(site=make_site())
    return make_series().pk


@pytest.fixture
def series(module_series, db, outbox) -> SeriesPage:
    return SeriesPage.objects.get(pk=module_series)


@pytest.fixture
def bare_series(db) -> SeriesPage:
    return make_bare_series()
