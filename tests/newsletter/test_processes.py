"""Senders that are killed and disks that are full, in processes of their own."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import pytest
from django.db import connection

from tests.newsletter.sink import smtp_sink
from tests.processes import Manage, copy_of, finish, starter

LIMIT = 48
# Without django_db there is no test database when this file runs alone.
pytestmark = [pytest.mark.django_db, pytest.mark.lasts]

PREPARE = """
import django; django.setup()
from tests.factories.cms import make_member, make_site
from tests.factories.newsletter import make_issue, make_series
from io import BytesIO
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model
from tests.factories.cms import make_initiative, make_topic
make_site(); make_member()
noise = BytesIO(); Image.effect_noise((1300, 700), 90).save(noise, "PNG"); noise.seek(0)
image = get_image_model().objects.create(title="Photo", file=ImageFile(noise, "photo.png"))
make_initiative("Photographie", topics=(make_topic(),), image=image, image_alt="Une photo.")
print(make_issue(make_series(), recipients=12).pk)
"""
LOOK = """
import django, json; django.setup()
from newsletter.models import Delivery, Dispatch, Edition, IssuePage
print(json.dumps({
    "states": dict(Delivery.objects.values_list("address", "state")),
    "dispatches": Dispatch.objects.count(),
    "state": Edition.objects.get().state,
    "live": IssuePage.objects.get().live,
}))
"""


@pytest.fixture(scope="module")
def prepared(django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[str, str, Path]:
    """Return a database that holds an issue ready to be sent to twelve people, and its id."""
    folder = tmp_path_factory.mktemp("modele")
    with django_db_blocker.unblock():
        connection.close()
        database = copy_of(connection.settings_dict["NAME"], "modele", folder)
    code, output, errors = finish(starter(database, folder, folder / "media")("-c", PREPARE))
    assert code == 0, errors
    return database, output.split()[-1], folder / "media"


@pytest.fixture
def issue(prepared) -> str:
    return prepared[1]


@pytest.fixture
def python(prepared, django_db_blocker, tmp_path) -> Manage:
    shutil.copytree(prepared[2], tmp_path / "media")
    with django_db_blocker.unblock():
        return starter(copy_of(prepared[0], "copie", tmp_path), tmp_path, tmp_path / "media")


def look(python: Manage) -> dict:
    code, output, errors = finish(python("-c", LOOK))
    assert code == 0, errors
    return json.loads(output)


def test_sender_killed_after_the_first_acceptance_loses_and_doubles_nobody(python, issue):
    with smtp_sink(timeout=5) as sink:
        process = python("manage.py", "send_issue", issue, MAIL_URL=sink.url)

        def kill(address: str) -> None:
            """The server has the mail; its answer never reaches anybody."""
            process.send_signal(signal.SIGKILL)
            process.wait()

        sink.before_answer = kill
        assert finish(process)[0] == -signal.SIGKILL
        (first,) = sink.addresses()
        sink.before_answer = lambda address: None
        code, output, errors = finish(
            python("manage.py", "send_issue", issue, "--json", MAIL_URL=sink.url)
        )
    result = json.loads(output.splitlines()[-1])
    assert code == 3, errors
    assert (result["accepted"], result["unknown"], result["pending"]) == (11, 1, 0)
    assert "1 dont l’issue est inconnue" in result["message"]
    assert len(sink.addresses()) == len(set(sink.addresses())) == 12
    after = look(python)
    assert after["states"].pop(first) == "unknown"
    assert set(after["states"].values()) == {"accepted"}
    assert after["state"] == "sent"


@pytest.mark.slow
def test_two_senders_at_once_send_one_mail_each(python, issue):
    with smtp_sink(timeout=10) as sink:
        processes = [python("manage.py", "send_issue", issue, MAIL_URL=sink.url) for _ in range(2)]
        results = [finish(process) for process in processes]
    assert len(sink.addresses()) == len(set(sink.addresses())) == 12
    assert min(code for code, _, _ in results) == 0, results
    assert look(python)["dispatches"] == 1


def test_disk_full_while_freezing_leaves_nothing_half_done(python, issue, tmp_path):
    """No file may grow beyond what the database needs: pictures cannot be written."""
    outbox = tmp_path / "courrier"
    code, _, errors = finish(
        python("manage.py", "send_issue", issue, limit=LIMIT, MAIL_URL=f"file://{outbox}")
    )
    assert code == 1
    assert "Rien n’a été envoyé ni publié" in errors
    assert "freezing the issue" in errors
    assert not outbox.exists()
    assert list((tmp_path / "media" / "lettre").rglob("*.*")) == []
    before = look(python)
    assert (before["dispatches"], before["state"], before["live"]) == (0, "draft", False)
    code, _, errors = finish(python("manage.py", "send_issue", issue, MAIL_URL=f"file://{outbox}"))
    assert code == 0, errors
    assert len(list(outbox.glob("*.eml"))) == 12
