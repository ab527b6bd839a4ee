"""The demo as a whole: loaded twice, with an edit of staff in between."""

from __future__ import annotations

import email
import re
import socket
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site

from cms.blocks.chapter import chapters_of
from cms.domain import authoring
from cms.domain.triage import waiting
from cms.listing.check import differences
from cms.listing.query import Query, find
from cms.models import (
    CyclePage,
    DecisionPage,
    InitiativePage,
    Membership,
    NewsPage,
    ProgrammePage,
    ReportPage,
    ResourcePage,
    RoadmapVersionPage,
    SessionPage,
    VideoPage,
    VideoSeriesPage,
)
from cms.project.demo import pages
from newsletter.models import ConsentRecord, Edition, Subscriber

pytestmark = pytest.mark.lasts


@pytest.fixture
def here(settings, tmp_path) -> Path:
    """A demo of this test's own: its files, and a free port for its catalogue."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.FETCH_ALLOW = [f"127.0.0.1:{probe.getsockname()[1]}"]
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.MAIL_URL = f"file://{tmp_path / 'outbox'}"
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path / "media")}}
    }
    return tmp_path


def mails(folder: Path) -> list[EmailMessage]:
    """Return the mails of the outbox, by addressee."""
    found = [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in (folder / "outbox").glob("*.eml")
    ]
    return sorted(found, key=lambda mail: mail["To"])


def counts() -> dict[str, int]:
    """Return how many rows every table has that the demo may write to."""
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label.startswith(("passeur_", "wagtail"))
        and model._meta.label != "passeur_importers.Run"
    }


@pytest.mark.django_db
def test_demo_twice_doubles_nothing_and_leaves_staffs_work_alone(here, capsys):
    call_command("demo")
    first = capsys.readouterr().out
    assert "demo-passeur-admin" in first
    assert "http://127.0.0.1:8000/admin/" in first

    assert Membership.objects.count() == 14
    assert InitiativePage.objects.live().count() >= 12
    assert CyclePage.objects.live().count() == 6
    assert [(page.place, page.date.isoformat()) for page in SessionPage.objects.live()] == [
        ("Derval", "2024-02-15"),
        ("Guer", "2023-12-01"),
    ]
    (series,) = VideoSeriesPage.objects.live()
    assert VideoPage.objects.live().child_of(series).count() == 4
    assert ResourcePage.objects.live().count() == 7
    assert NewsPage.objects.live().count() == 3
    assert [page.start_year for page in RoadmapVersionPage.objects.live()] == [2021]
    assert ProgrammePage.objects.live().count() == 2
    assert [page.number for page in DecisionPage.objects.live()] == ["12"]
    (report,) = ReportPage.objects.live()
    chapters = {each["heading"]: each["pages"] for each in chapters_of(report.body)}
    assert "3ème Rendez-vous" in chapters["Rendez-vous"][0]["page"].title
    assert len(chapters["Cycles"]) == 4
    assert not report.has_unpublished_changes
    assert waiting().count() == 8
    site = Site.objects.get(is_default_site=True)
    for words in ("régie", "régies", "REGIE"):
        titles = set(find(Query(text=words), site).values_list("title", flat=True))
        assert "Une régie maraîchère pour les cantines" in titles
    assert differences() == []
    received = mails(here)
    assert [mail["To"] for mail in received] == [
        "agent@example.com",
        "elue@example.org",
        "habitante@example.net",
    ]
    for kind in ("plain", "html"):
        words = " ".join(received[0].get_body((kind,)).get_content().split())
        assert re.search(
            "du bocage à la chaudière(</a>)?[^a-z]*(<span[^>]*>)?.exemple fictif", words
        )
    states = dict(Edition.objects.values_list("period", "state"))
    assert states == {"2024-Q2": "sent", "2024-Q3": "draft"}
    assert ConsentRecord.objects.count() == 3

    edited = pages.find("initiative:lion-d-or-caro").specific
    authoring.update(edited, {"title": "Le Lion d’Or revit", "slug": "le-lion-d-or"}, publish=True)
    authoring.delete(pages.find("cycle:mobilites-durables").specific)
    Subscriber.objects.get(email="agent@example.com").delete()
    before, revision = counts(), Revision.objects.order_by("-pk").first()

    call_command("demo")

    assert counts() == before
    assert len(mails(here)) == 3
    assert Revision.objects.order_by("-pk").first() == revision
    assert Page.objects.get(pk=edited.pk).title == "Le Lion d’Or revit"
    assert "rien de nouveau" in capsys.readouterr().out


def test_demo_on_a_public_address_is_refused(settings):
    settings.SITE_URL = "https://www.exemple.fr"
    with pytest.raises(CommandError, match="mots de passe connus"):
        call_command("demo")


def test_demo_without_a_port_for_its_catalogue_says_which_setting(here, settings):
    settings.FETCH_ALLOW = []
    with pytest.raises(CommandError, match="FETCH_ALLOW"):
        call_command("demo")
