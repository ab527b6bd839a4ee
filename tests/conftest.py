"""Fixtures that every test may ask for."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

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


@pytest.fixture(scope="session")
def django_db_keepdb(request) -> bool:
    """Let a worker take the copy that was made for it; whoever stands alone makes a database."""
    return hasattr(request.config, "workerinput") or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_test_environment, django_db_blocker) -> None:
    """Migrate once for all workers, where each would spend ten seconds of a core on it.

    The first worker to want a database makes the original, while the others wait to copy it.
    """
    worker, creation = getattr(request.config, "workerinput", None), connection.creation
    if worker is None:
        return
    values, name = connection.settings_dict, connection.settings_dict["NAME"]
    original = creation._get_test_db_name()
    held = Path(settings.VAR_DIR) / f"migrated-{worker['testrunuid']}"
    with held.open("a+") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not held.stat().st_size:
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            lock.write("done")
        connection.close()
        values["NAME"] = original
        creation.clone_test_db(worker["workerid"], verbosity=0)
    values["TEST"]["NAME"] = creation.get_test_db_clone_settings(worker["workerid"])["NAME"]
    values["NAME"] = name


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for garbage more rarely: what was imported by now stays until the end.

    Collecting it again and again takes a tenth of a run.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="module")
def module_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A database to write to for the fixtures of a module, taken back at its end.

    Each test then works inside, and is undone by itself.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


class ByModule(LoadScopeScheduling):
    """Gives a worker one module at a time, but the plugin's at once: they share one project."""

    def _split_scope(self, nodeid: str) -> str:
        folder = "tests/plugin/"
        return folder if nodeid.startswith(folder) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    return ByModule(config, log)


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what lasts: at the end, one worker would run it and the others stand idle.

    What needs no database goes first of all, while one worker migrates for the others.
    """

    def rank(item: pytest.Item) -> tuple[bool, bool]:
        needs_database = item.get_closest_marker("django_db") or "db" in item.fixturenames
        return item.get_closest_marker("lasts") is None, bool(needs_database)

    items.sort(key=rank)


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
