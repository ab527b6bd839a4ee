"""Video files are sent in the parts that a browser asks for."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms import film_parts
from tests.factories.documents import make_document

FILM = bytes(range(256)) * 4


@pytest.fixture
def film(db):
    return make_document("film.mp4", FILM)


def ask(document, part: str, **headers: str):
    return Client().get(document.url, headers={"range": part, **headers})


@pytest.mark.parametrize(
    ("part", "start", "end"),
    [("bytes=0-", 0, 1023), ("bytes=0-0", 0, 0), ("bytes=1000-9999", 1000, 1023)],
)
def test_part_is_sent_with_where_it_stands(film, part: str, start: int, end: int) -> None:
    response = ask(film, part)

    assert response.status_code == 206
    assert response.content == FILM[start : end + 1]
    assert response["Content-Range"] == f"bytes {start}-{end}/1024"
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_long_part_is_cut_and_the_browser_asks_for_the_rest(film, monkeypatch) -> None:
    monkeypatch.setattr(film_parts, "MOST", 100)

    response = ask(film, "bytes=10-")

    assert (response.content, response["Content-Range"]) == (FILM[10:110], "bytes 10-109/1024")


@pytest.mark.parametrize("part", ["bytes=1024-", "bytes=5-2"])
def test_part_beyond_the_end_is_refused(film, part: str) -> None:
    response = ask(film, part)

    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.parametrize("part", ["bytes=-5", "bytes=0-1,4-5", "lines=1-2", "bytes=²-", ""])
def test_part_that_we_do_not_read_gives_the_whole_file(film, part: str) -> None:
    response = ask(film, part)

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == FILM


def test_part_of_a_file_that_has_changed_is_the_whole_file(film) -> None:
    etag = ask(film, "bytes=0-")["ETag"]

    assert etag == Client().get(film.url)["ETag"]
    assert ask(film, "bytes=1-", **{"if-range": etag}).status_code == 206
    assert ask(film, "bytes=1-", **{"if-range": '"autre"'}).status_code == 200


def test_other_documents_are_sent_whole(db) -> None:
    assert ask(make_document("etude.pdf"), "bytes=0-1").status_code == 200


def test_part_of_a_private_video_is_refused_to_strangers(film, admin) -> None:
    film.collection = Collection.get_first_root_node().add_child(name="Interne")
    film.save()
    CollectionViewRestriction.objects.create(collection=film.collection, restriction_type="login")

    assert ask(film, "bytes=0-1").status_code == 302
    assert admin.get(film.url, headers={"range": "bytes=0-1"}).status_code == 206
