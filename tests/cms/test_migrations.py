"""What migrations make of the pages that they find."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from wagtail.models import Page

from cms.listing.check import differences
from cms.listing.sync import rebuild, refresh, stale
from cms.models import VideoIndexPage, VideoPage, VideoSeriesPage
from tests.factories.cms import make_site, make_video

pytestmark = pytest.mark.lasts


def migrate(target: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return executor.loader.project_state([target]).apps


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_videos_that_name_a_series_come_below_it_and_their_addresses_lead_there() -> None:
    make_site()
    day = datetime.date(2024, 3, 8)
    for title in ("Second", "Premier", "Seule", "Brouillon", "Foncier"):
        make_video(title, effective=day, publish=title != "Brouillon")
    rebuild()
    (latest,) = MigrationExecutor(connection).loader.graph.leaf_nodes("passeur_cms")
    try:
        before = migrate(("passeur_cms", "0004_memory")).get_model("passeur_cms.VideoPage")
        for title, series, episode in (
            ("Premier", "Foncier", 1),
            ("Second", " Foncier ", 2),
            ("Brouillon", "À venir", 1),
        ):
            before.objects.filter(title=title).update(series=series, episode=episode)
    finally:
        migrate(latest)

    assert Page.find_problems() == ([], [], [], [], [])
    index = VideoIndexPage.objects.get()
    assert [page.title for page in index.get_children()] == [
        "Seule",
        "Foncier",
        "Foncier",
        "À venir",
    ]
    series, alone = VideoSeriesPage.objects.child_of(index).order_by("-live")
    assert [page.title for page in series.get_children()] == ["Premier", "Second"]
    assert (series.live, alone.live, series.slug) == (True, False, "foncier-serie")
    refresh(stale())
    assert differences() == []
    assert Client().get("/videos/seule/").status_code == 200
    moved = Client().get("/videos/premier/")
    assert (moved.status_code, moved["Location"]) == (301, "/videos/foncier-serie/premier/")
    assert Client().get(moved["Location"]).status_code == 200
    assert Client().get("/videos/foncier-serie/").status_code == 200
    draft = VideoPage.objects.get(title="Second").get_latest_revision_as_object()
    assert draft.url_path == f"{series.url_path}second/"
