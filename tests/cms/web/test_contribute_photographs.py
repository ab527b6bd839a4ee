"""Photographs of members, and files that are none."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from cms.domain import authoring
from cms.models import InitiativePage
from tests.cms.web.contributing import (
    made,
    picture,
    problems_of,
    send,
    with_photo,
)


def test_photograph_is_drawn_anew_without_what_it_told_of_its_maker(asked) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telephone 3000"  # maker
    exif[0x0112] = 6  # turned by a quarter
    gps = exif.get_ifd(0x8825)
    gps[2] = (47.0, 39.0, 0.0)
    file = picture("../../<b>IMG.JPG", size=(3000, 1500), exif=exif)
    assert send(asked, **with_photo(file=file)).status_code == 302

    image = get_image_model().objects.get()
    assert (image.width, image.height) == (1200, 2400)
    assert (image.title, image.credit, image.people) == (
        "Le nouveau puits",
        "Ville de Nozay",
        "authorised",
    )
    assert "IMG" not in image.file.name
    with image.file.open() as stored:
        kept = stored.read()
    assert b"Telephone 3000" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_photograph_is_seen_by_nobody_before_its_page_is_published(asked) -> None:
    send(asked, **with_photo(1), **with_photo(2))
    images = get_image_model().objects.all()
    addresses = [image.file.url for image in images]
    assert [Client().get(address).status_code for address in addresses] == [403, 403]

    authoring.publish(made())
    assert [Client().get(address).status_code for address in addresses] == [200, 200]


def bomb() -> SimpleUploadedFile:
    """Return a picture of some kilobytes that would fill half a gigabyte when shown."""
    file = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(file, "PNG")  # one bit each: soon made
    return SimpleUploadedFile("bombe.png", file.getvalue(), "image/png")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.jpg", b"<script>alert(1)</script>"), ""),
        (SimpleUploadedFile("a.jpg", b""), "vide"),
        (SimpleUploadedFile("a.jpg", picture().read()[:400]), "image"),
        (SimpleUploadedFile("a.exe", b"MZ\x90\x00"), ""),
        (
            SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
            "",
        ),
        (picture("a.png", "JPEG"), ""),
        (picture("a.bmp", "BMP"), ""),
        (SimpleUploadedFile("a.jpg", picture().read() + b"x" * 11_000_000), ""),
    ],
)
def test_wrong_file_is_refused_by_name_of_its_field(asked, file, words: str) -> None:
    response = send(asked, **with_photo(file=file))
    assert response.status_code == 400
    (problem,) = problems_of(response)
    assert problem.startswith("Photographie 1, Fichier : ")
    assert words in problem
    assert not InitiativePage.objects.exists()
    assert not get_image_model().objects.exists()


def test_bomb_is_refused_before_it_is_unpacked(asked) -> None:
    (problem,) = problems_of(send(asked, **with_photo(file=bomb())))
    assert "pixels" in problem


def test_more_photographs_than_asked_for_are_refused(asked) -> None:
    files = {f"more-{number}": picture() for number in range(6)}
    response = send(asked, **files)
    assert problems_of(response) == ["Envoyez 5 photographies au plus."]


def test_words_on_a_photograph_that_is_missing_ask_for_it(asked) -> None:
    response = send(asked, **{"photo-1-alt": "Le puits"})
    assert problems_of(response) == [
        "Photographie 1, Fichier : Choisissez la photo, ou effacez ce que vous en dites."
    ]


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("GIF", "a.gif")])
def test_photograph_of_any_usual_kind_is_taken(asked, kind: str, name: str) -> None:
    assert send(asked, **with_photo(file=picture(name, kind))).status_code == 302
    assert get_image_model().objects.get().file.name.endswith(".jpg")
