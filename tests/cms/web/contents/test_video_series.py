"""The page of a series: its episodes in their order, and how long they last."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.listing.tracking import tracking
from cms.models import Look
from cms.web.episodes import duration_text
from tests.factories.cms import make_video, make_video_series
from tests.factories.images import make_image
from tests.reading import main_of, text_of


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        ([None], "1 épisode"),
        ([6], "1 épisode, 6 min"),
        ([0, None], "2 épisodes"),
        ([30, 30], "2 épisodes, 1 h en tout"),
        ([30, None, 35], "3 épisodes, au moins 1 h 05"),
    ],
)
def test_series_tells_how_long_it_lasts_as_far_as_is_known(site, minutes, text):
    series = make_video_series()
    for number, length in enumerate(minutes):
        make_video(f"Épisode {number}", series=series, minutes=length)

    assert text_of(main_of(series).select_one(".lead ~ p, h1 ~ p")) == text


def test_duration_is_written_in_hours_from_one_on():
    assert [duration_text(minutes) for minutes in (1, 59, 60, 125)] == [
        "1\u00a0min",
        "59\u00a0min",
        "1\u00a0h",
        "2\u00a0h\u00a005",
    ]


def test_series_shows_its_episodes_by_number_and_no_draft(site):
    series = make_video_series("Parler foncier", summary="Quatre fois cinq minutes.")
    for number in (3, 1, 2):
        make_video(f"Film {number}", series=series, episode=number, minutes=5)
    make_video("Film 4", series=series, episode=4, publish=False)
    make_video("Ailleurs", episode=1)

    html = main_of(series)

    assert [text_of(title) for title in html("h3")] == ["Film 1", "Film 2", "Film 3"]
    assert text_of(html.find(class_="card-foot")) == "Épisode 1 5 min"


def test_series_without_episodes_says_so(site):
    html = main_of(make_video_series())

    assert "Aucun épisode n’est encore en ligne." in text_of(html)
    assert not html("h3")


@pytest.mark.parametrize("pack", ["base", "passeur"])
def test_list_of_videos_shows_series_and_their_episodes_with_the_play_mark(site, pack):
    Look.objects.create(site=site, pack=pack)
    series = make_video_series("Parler foncier")
    make_video("Le bourg", series=series, image=make_image(), image_alt="Rue")

    html = BeautifulSoup(Client().get("/videos/").content, "html.parser")

    cards = {text_of(card.h3): card for card in html("article", class_="card")}
    assert set(cards) == {"Parler foncier", "Le bourg"}
    assert text_of(cards["Parler foncier"].find(class_="card-foot")) == "Série de vidéos"
    assert f"playmark-{pack}" in cards["Le bourg"].img["src"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_series_costs_the_same_for_one_three_or_thirty(
    client, site, django_assert_num_queries, count
):
    series = make_video_series()
    with tracking():
        for number in range(count):
            make_video(f"Épisode {number}", series=series)
    client.get(series.get_url())
    with django_assert_num_queries(15):
        client.get(series.get_url())
