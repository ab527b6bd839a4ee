"""The page of a video: its poster, its player, what surrounds it."""

from __future__ import annotations

import pytest

from cms.listing.tracking import tracking
from cms.models import VideoCaption, VideoPage
from tests.factories.cms import make_topic, make_video, make_video_series
from tests.factories.documents import make_document
from tests.factories.images import make_image
from tests.reading import html_of, main_of, text_of

ID = "dQw4w9WgXcQ"
YOUTUBE = f"https://youtu.be/{ID}"
PLAYER = f"https://www.youtube-nocookie.com/embed/{ID}?autoplay=1"
PEERTUBE = "https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv"


def test_video_waits_behind_a_poster_of_ours_and_a_button_that_tells_what_it_does(site):
    html = html_of(make_video("Le bourg", video_url=YOUTUBE, minutes=65, episode=2))
    block = html.find("div", class_="video")
    button, link = block.button, block.a

    assert block.img["src"].startswith("/affiches/passeur/accent/2/grande.png")
    assert (button["type"], button.has_attr("hidden")) == ("button", True)
    assert text_of(button) == (
        "Lire la vidéo : Le bourg (YouTube), 1 h 05. En la lisant, vous acceptez que YouTube "
        "reçoive votre adresse IP et puisse déposer des traceurs sur votre appareil."
    )
    frame = block.find(class_="video-frame")
    assert frame["data-player"] == PLAYER
    assert " ".join(frame["data-title"].split()) == "Lecteur vidéo : Le bourg (YouTube)"
    assert (link["href"], text_of(link)) == (YOUTUBE, "Regarder la vidéo sur YouTube (1 h 05)")
    assert not html("iframe")
    assert html.script["src"] == "/static/base/video.js"


def test_video_of_peertube_plays_from_the_hosts_of_the_settings_only(site, settings):
    page = make_video(video_url=PEERTUBE)

    assert not main_of(page)(["button", "script"])
    settings.PASSEUR_VIDEO_HOSTS = ["tube.example.org"]
    frame = html_of(page).find(class_="video-frame")
    assert frame["data-player"] == (
        "https://tube.example.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?p2p=0&autoplay=1"
    )


def test_video_elsewhere_is_a_link(site):
    html = html_of(make_video(video_url="https://vimeo.com/76979871", chapters={"Un": 0})).main

    assert [link["href"] for link in html("a", class_="button")] == ["https://vimeo.com/76979871"]
    assert not html("button")
    assert text_of(html.find("ol", class_="chapters")) == "0:00 Un"
    assert not html.find("ol", class_="chapters")("a")


def test_file_plays_in_the_page_with_its_captions(site):
    film, words = make_document("film.mp4"), make_document("film.vtt", b"WEBVTT")
    captions = (VideoCaption(language="br", document=words),)
    html = html_of(make_video(file=film, captions=captions, chapters={"Un": 0, "Deux": 75}))
    player = html.find("video")

    assert player["src"] == film.url
    assert (player["preload"], player.has_attr("controls")) == ("none", True)
    assert player["poster"].startswith("/affiches/passeur/accent/0/grande.png")
    track = {name: player.track[name] for name in ("kind", "src", "srclang", "label")}
    assert track == {"kind": "captions", "src": words.url, "srclang": "br", "label": "Breton"}
    assert html.find("ol", class_="chapters")("a")[1]["href"] == f"{film.url}#t=75"
    assert "héberg" not in text_of(html.main)


def test_chapters_lead_to_their_second_with_and_without_our_player(site):
    html = html_of(make_video(video_url=YOUTUBE, chapters={"Le bourg": 0, "Le hameau": 75}))
    first, second = html.find("ol", class_="chapters")("a")

    assert text_of(second) == "1:15 Le hameau"
    assert second["href"] == f"https://www.youtube.com/watch?v={ID}&t=75s"
    assert (first["data-player"], second["data-player"]) == (
        f"{PLAYER}&start=0",
        f"{PLAYER}&start=75",
    )


def test_chosen_picture_carries_the_play_mark_for_visitors_and_previews(site):
    image = make_image(credit="Pays de Blain")
    html = html_of(make_video(image=image, image_alt="Un lavoir", video_url=YOUTUBE))
    poster = html.find("div", class_="video").img

    assert poster["alt"] == "Un lavoir"
    assert "playmark-passeur" in poster["src"]
    assert html.find("meta", property="og:image")["content"].endswith(poster["src"])
    assert "Image de l’affiche : Pays de Blain" in text_of(html.main)


def test_video_with_a_title_alone_shows_no_empty_part(site):
    html = html_of(make_video(video_url="")).article

    assert not html(["h2", "button", "details", "nav", "ol", "p"])
    assert not html.find("div", class_="video")("a")


def test_episode_leads_to_its_series_and_to_its_neighbours(site):
    series = make_video_series("Parler foncier")
    three, one, none, two = (
        make_video(f"Épisode {name}", series=series, episode=number)
        for name, number in (("trois", 3), ("un", 1), ("de plus", None), ("deux", 2))
    )
    make_video("Épisode brouillon", series=series, episode=4, publish=False)

    def around(page: VideoPage) -> list[str]:
        return [text_of(link) for link in html_of(page).select("nav.episodes a")]

    kicker = html_of(two).find("p", class_="kicker")
    assert text_of(kicker) == "Parler foncier , épisode 2"
    assert kicker.a["href"] == series.get_url()
    assert around(one) == ["Épisode suivant Épisode deux"]
    assert around(two) == ["Épisode précédent Épisode un", "Épisode suivant Épisode trois"]
    assert around(three) == ["Épisode précédent Épisode deux", "Épisode suivant Épisode de plus"]
    assert around(none) == ["Épisode précédent Épisode trois"]
    assert around(make_video("Seule")) == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_episode_costs_the_same_whatever_its_series_and_its_parts(
    client, site, django_assert_num_queries, count
):
    series, topic = make_video_series(), make_topic()
    chapters = {f"Partie {number}": number for number in range(count)}
    languages = ["fr", "br", "en", "de", "es"][:count]
    with tracking():
        pages = [
            make_video(
                f"Épisode {number}",
                series=series,
                topics=(topic,),
                chapters=chapters,
                captions=tuple(
                    VideoCaption(language=language, document=make_document("a.vtt"))
                    for language in languages
                ),
            )
            for number in range(count)
        ]
    client.get(pages[0].get_url())
    with django_assert_num_queries(22):
        client.get(pages[0].get_url())
