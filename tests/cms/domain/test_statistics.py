"""Statistics that let SQLite choose good plans; `make bench` shows what they are worth."""

from __future__ import annotations

import pytest
from django.db import connection
from wagtail.models import Site

from cms.domain.statistics import known_rows, refresh_statistics
from tests.factories.cms import make_initiative, make_member

sqlite_only = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL gathers statistics by itself"
)


@sqlite_only
def test_statistics_are_gathered_again_only_when_the_listing_doubled(site: Site) -> None:
    refresh_statistics()
    known = known_rows()
    assert not refresh_statistics()

    folder = make_member()
    for number in range(known * 2):
        make_initiative(f"La régie {number}", folder=folder)

    assert refresh_statistics()
    assert not refresh_statistics()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite gathers them by us")
def test_statistics_are_left_to_postgresql(db) -> None:
    assert refresh_statistics() is False
