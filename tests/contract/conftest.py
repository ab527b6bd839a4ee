"""A server of its own process with a small site, for clients that we did not write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from cms.project.management.commands.serve import web_server
from tests.conftest import ROOT
from tests.processes import copy_of, environment_of, finish, free_port, serving, starter

FILL = "import django; django.setup(); import tests.contract.content as c; c.make_content()"


@pytest.fixture(scope="package")
def server(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """Return the address of a server whose site holds what `content` makes."""
    folder: Path = tmp_path_factory.mktemp("contrat")
    with django_db_blocker.unblock():
        connection.close()
        database = copy_of(connection.settings_dict["NAME"], "contrat", folder)
        environment = environment_of(database, folder, folder / "media")
        start = starter(database, folder, folder / "media")
    code, _, errors = finish(start("-c", FILL))
    assert code == 0, errors
    port = free_port()
    environment |= {"SITE_URL": f"http://127.0.0.1:{port}", "ALLOWED_HOSTS": "127.0.0.1"}
    with serving(web_server(port), port, ROOT, environment, folder / "server.log") as address:
        yield address
