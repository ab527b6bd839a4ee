"""Images as staff upload them: a credit proposed, and nothing too large."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Site

from cms.admin.image_form import TOO_MANY_PIXELS
from tests.factories.images import make_image, png

CREDIT = "Transmise par Alliance d’essai"
CHOOSE = "wagtailimages_chooser:create"


def chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def bomb(side: int, *, whole: bool) -> bytes:
    """Return a black-and-white PNG, complete or with a header that promises what never comes."""
    rows = bytes(side // 8 + 1) * side if whole else b"\0"
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def upload(client: Client, content: bytes, name: str = "lavoir.png", **fields: str) -> Any:
    """Send a file from the chooser of the page editor."""
    file = SimpleUploadedFile(name, content, "image/png")
    data = {"image-chooser-upload-title": "Le lavoir", "image-chooser-upload-people": "none"}
    data |= {f"image-chooser-upload-{field}": value for field, value in fields.items()}
    return client.post(reverse(CHOOSE), data | {"image-chooser-upload-file": file})


def problems(response: Any) -> str:
    html = BeautifulSoup(response.json()["htmlFragment"], "html.parser")
    return " ".join(each.get_text(" ", strip=True) for each in html.select(".error-message"))


def test_new_image_is_credited_to_who_sends_it_unless_they_say_otherwise(
    admin: Client, site: Site
) -> None:
    form = admin.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    field = BeautifulSoup(form, "html.parser").find("input", id="id_image-chooser-upload-credit")
    assert field["value"] == CREDIT

    for number, credit in enumerate((CREDIT, "Photo\xa0: Pays de Blain", "")):
        content = png("lavoir.png", 8, 8 + number).read()
        assert upload(admin, content, f"{number}.png", credit=credit).json()["step"] == "chosen"
    kept = get_image_model().objects.order_by("pk").values_list("credit", flat=True)
    assert list(kept) == [CREDIT, "Photo\xa0: Pays de Blain", ""]


def test_images_sent_several_at_once_are_proposed_the_same_credit(
    admin: Client, site: Site
) -> None:
    file = SimpleUploadedFile("lavoir.png", png("lavoir.png", 8, 8).read(), "image/png")

    response = admin.post(reverse("wagtailimages:add_multiple"), {"files[]": file})

    form = BeautifulSoup(response.json()["form"], "html.parser")
    (field,) = form.select("input[name$=credit]")
    assert field["value"] == CREDIT
    (licence,) = form.select("input[name$=licence]")
    assert not licence.has_attr("required")


def test_credit_that_was_taken_away_does_not_come_back(admin: Client, site: Site) -> None:
    image = make_image(credit="")

    html = admin.get(reverse("wagtailimages:edit", args=[image.pk])).content

    field = BeautifulSoup(html, "html.parser").find("input", id="id_credit")
    assert not field.get("value")


@pytest.mark.parametrize(("side", "whole"), [(8_000, True), (60_000, False)])
def test_small_file_that_would_fill_the_memory_is_refused(
    admin: Client, site: Site, side: int, whole: bool
) -> None:
    content = bomb(side, whole=whole)
    assert len(content) < 25_000

    response = upload(admin, content)

    assert problems(response) == TOO_MANY_PIXELS
    assert not get_image_model().objects.exists()


def test_file_that_weighs_too_much_is_refused_with_the_limit(
    admin: Client, site: Site, settings
) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    buffer = BytesIO()
    Image.effect_noise((64, 64), 50).save(buffer, "PNG")

    assert "trop gros" in problems(upload(admin, buffer.getvalue()))
    assert not get_image_model().objects.exists()


def test_photograph_of_a_good_camera_is_taken(admin: Client, site: Site) -> None:
    response = upload(admin, bomb(6_000, whole=True))

    assert response.json()["step"] == "chosen"
