"""The play mark over chosen pictures."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError

from cms.listing.pictures import picture_value, scale_address
from tests.factories.images import make_image
from themes.contrast import channels
from themes.registry import get_pack


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    }


@pytest.mark.parametrize("name", ["base", "passeur"])
def test_marked_picture_is_drawn_at_its_address_in_the_colours_of_a_pack(site, name):
    value = picture_value(make_image(width=900), "Un lavoir")

    plain, marked = (
        Client().get(scale_address(value, "large", mark)).getvalue()
        for mark in ("", f"playmark-{name}")
    )

    assert picture(marked).size == picture(plain).size
    spark = channels(get_pack(name).tokens.light["spark"])
    assert [shows(picture(webp), spark) for webp in (plain, marked)] == [False, True]


def picture(webp: bytes) -> Image.Image:
    return Image.open(BytesIO(webp)).convert("RGB")


def shows(picture: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Tell whether a pixel has this colour, give or take what WebP's compression changes."""
    near = (
        all(abs(a - b) <= 8 for a, b in zip(found, colour, strict=True))
        for _, found in picture.getcolors(1 << 20)
    )
    return any(near)


def test_mark_of_a_pack_that_is_none_is_no_filter(site):
    with pytest.raises(InvalidFilterSpecError, match="disparue"):
        make_image().get_rendition("width-100|playmark-disparue")
