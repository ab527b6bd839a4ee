"""What an address tells of its video, and what holds of chapters."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.domain.videos import (
    Provider,
    chapter_problems,
    clock,
    own_file,
    player_at,
    problem,
    read_video,
    watch_at,
)

ID = "dQw4w9WgXcQ"
HOSTS = ("tube.example.org", "media.example.org:8443")
YOUTUBE = f"https://www.youtube-nocookie.com/embed/{ID}?autoplay=1"
# Pieces of addresses, as somebody would mix them who wants to be framed.
PIECES = st.sampled_from(
    [
        *("/", "\\", "@", "#", "?", "&", ":", ".", "%", "//", "..", '"', "\t", "\n"),
        *("https://", "http:", "javascript:", "data:", "a.mp4", ".webm", ID, *HOSTS),
        *("/watch?v=", "/shorts/", "/embed/", "/w/", "/videos/watch/"),
        *("www.youtube.com", "youtu.be", "evil.example", ".evil.example", "tube.example.org"),
    ]
)


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://youtube.com/watch?list=PL1&v={ID}&t=12s",
        f"https://m.youtube.com/watch?v={ID}#haut",
        f"https://youtu.be/{ID}?si=abc",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}/",
        f"https://www.youtube-nocookie.com/embed/{ID}?rel=0",
        f"https://WWW.YouTube.com/embed/{ID}",
    ],
)
def test_video_of_youtube_is_known_however_it_is_written(address: str) -> None:
    video = read_video(address)

    assert (video.provider, video.id, video.player) == (Provider.YOUTUBE, ID, YOUTUBE)
    assert video.provider_name == "YouTube"


@pytest.mark.parametrize("path", ["w", "videos/watch", "videos/embed"])
def test_video_of_peertube_is_known_on_any_host_and_plays_on_those_we_name(path: str) -> None:
    address = f"https://Tube.Example.org/{path}/kkGMgK9ZtnKfYAgnEtQxbv"

    here, elsewhere = read_video(address, HOSTS), read_video(address)

    player = "https://tube.example.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?p2p=0&autoplay=1"
    assert (here.provider, here.player) == (Provider.PEERTUBE, player)
    assert (elsewhere.provider, elsewhere.player) == (Provider.PEERTUBE, "")
    assert here.provider_name == "tube.example.org"


@pytest.mark.parametrize("suffix", ["mp4", "webm", "MP4"])
def test_file_plays_from_the_hosts_we_name(suffix: str) -> None:
    address = f"https://media.example.org:8443/film.{suffix}?v=1"

    assert read_video(address, HOSTS).player == address
    assert read_video(address)[-1] == ""
    assert own_file("/documents/1/film.mp4").player == "/documents/1/film.mp4"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@alliance",
        "https://www.youtube.com/watch?v=trop-court",
        "https://www.youtube.com/watch",
        f"https://www.youtube.com.example.org/watch?v={ID}",
        f"https://lea@www.youtube.com/watch?v={ID}",
        "https://tube.example.org/w/p/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://vimeo.com/76979871",
        "https://www.exemple.fr/",
    ],
)
def test_other_address_is_a_link(address: str) -> None:
    video = read_video(address, HOSTS)

    assert video is None or (video.provider, video.player) == (Provider.NONE, "")


@pytest.mark.parametrize(
    "address", ["", "http://a.fr/a.mp4", "javascript:alert(1)", "https://", "x"]
)
def test_address_that_is_none_is_refused_in_a_sentence(address: str) -> None:
    assert "https://" in problem(address)
    assert read_video(address, HOSTS) is None


def test_sound_address_has_no_problem() -> None:
    assert problem("https://www.exemple.fr/reunion") == ""


@given(st.one_of(st.text(), st.lists(PIECES, max_size=9).map("".join)))
@example(f"https://evil.example\\@www.youtube.com/embed/{ID}")
@example("https://tube.example.org@evil.example/w/kkGMgK9ZtnKf")
@example("https://tube.example.org\n.evil.example/a.mp4")
def test_no_text_becomes_a_player_on_a_host_that_we_do_not_name(text: str) -> None:
    video = read_video(text, HOSTS)
    if video is None:
        return
    for address in (video.player, player_at(video, 5)):
        parts = urlsplit(address)
        assert not address or parts.scheme == "https"
        assert not address or parts.netloc.lower() in {"www.youtube-nocookie.com", *HOSTS}
    assert not set(video.player) & set("\t\n\r")
    assert video.address.startswith("https://")
    assert watch_at(video, 5).startswith("https://") or not watch_at(video, 5)


@given(st.text())
def test_address_is_refused_exactly_where_nothing_is_read_of_it(text: str) -> None:
    assert bool(problem(text)) == (read_video(text) is None)


def test_chapter_starts_the_player_of_each_provider_at_its_second() -> None:
    youtube = read_video(f"https://youtu.be/{ID}")
    peertube = read_video("https://tube.example.org/w/kkGMgK9ZtnKf", HOSTS)
    link, file = read_video("https://vimeo.com/1"), own_file("/documents/1/film.mp4")

    assert player_at(youtube, 75) == f"{YOUTUBE}&start=75"
    assert watch_at(youtube, 75) == f"https://www.youtube.com/watch?v={ID}&t=75s"
    assert player_at(peertube, 75).endswith("?p2p=0&autoplay=1&start=75s")
    assert watch_at(peertube, 75) == "https://tube.example.org/w/kkGMgK9ZtnKf?start=75s"
    assert player_at(file, 75) == watch_at(file, 75) == "/documents/1/film.mp4#t=75"
    assert (player_at(link, 75), watch_at(link, 75)) == ("", "")


def test_moment_is_written_as_players_do() -> None:
    assert [clock(second) for second in (0, 75, 3600, 3750)] == [
        "0:00",
        "1:15",
        "1:00:00",
        "1:02:30",
    ]


@given(st.lists(st.integers(-10, 4000), max_size=8), st.none() | st.integers(0, 60))
def test_chapters_are_right_exactly_when_they_rise_within_the_video(starts, minutes) -> None:
    end = float("inf") if minutes is None else (minutes + 1) * 60
    rises = all(first < second for first, second in pairwise(starts))
    inside = all(0 <= start < end for start in starts)

    assert (chapter_problems(starts, minutes) == {}) == (rises and inside)


def test_each_wrong_chapter_is_told_why() -> None:
    assert chapter_problems([0, 75, 60, 500], 6) == {
        2: "Ce chapitre doit commencer après celui qui le précède.",
        3: "La vidéo dure 6\u00a0min\u00a0: ce chapitre commence après la fin.",
    }
