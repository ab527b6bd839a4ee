"""A site with a series, and mail that goes into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsletter.models import SeriesPage
from tests.factories.cms import make_member, make_site
from tests.factories.newsletter import make_series


@pytest.fixture
def outbox(settings, tmp_path) -> Path:
    folder = tmp_path / "outbox"
    settings.MAIL_URL = f"file://{folder}"
    return folder


@pytest.fixture
def series(db, outbox) -> SeriesPage:
    site = make_site()
    make_member(site=site)
    return make_series()
