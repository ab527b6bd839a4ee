"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

ROOT = Path(__file__).resolve().parent.parent

# A loaded machine is slow, which is no failure of the property.
hypothesis.settings.register_profile("passeur", deadline=None)
hypothesis.settings.load_profile("passeur")


@pytest.fixture(scope="session")
def data() -> Path:
    """Folder of real open data kept beside the project; someone with the project alone has none."""
    folder = ROOT.parent / "shared" / "data"
    if folder.is_dir():
        return folder
    reason = "the open data that lies beside the project (shared/data) is absent"
    if os.environ.get("PASSEUR_DATA") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Fill the database again after a test that emptied it.

    A transactional test ends with empty tables, where the migrations' own rows (default
    site, root page, groups) are missed by whatever module runs next in the same worker.
    """
    yield
    if nextitem is None:  # and the database is gone too
        return
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction")):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
