from __future__ import annotations

import math
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from themes.contrast import channels
from themes.covers import COVER, POSTER, draw_cover, draw_poster, with_play_mark
from themes.projection import project
from themes.registry import get_pack

REDON = [[[(-2.2, 47.6), (-1.9, 47.6), (-1.9, 47.8), (-2.1, 47.75), (-2.2, 47.6)]]]
BLAIN = [[[(-1.9, 47.4), (-1.6, 47.45), (-1.7, 47.6), (-1.9, 47.4)]]]


def png(image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_cover_of_the_same_territory_is_the_same_file():
    pack = get_pack("passeur")
    once, again = (draw_cover(REDON, hue="eau", pack=pack) for _ in range(2))
    assert once.size == COVER
    assert png(once) == png(again)


def test_covers_differ_by_territory_hue_and_pack():
    passeur, base = get_pack("passeur"), get_pack("base")
    covers = [
        draw_cover(REDON, hue="eau", pack=passeur),
        draw_cover(BLAIN, hue="eau", pack=passeur),
        draw_cover(REDON, hue="habitat", pack=passeur),
        draw_cover(REDON, hue="eau", pack=base),
    ]
    assert len({png(cover) for cover in covers}) == 4


def test_cover_shows_the_hue_of_its_topic():
    pack = get_pack("passeur")
    cover = draw_cover(REDON, hue="habitat", pack=pack)
    colours = cover.getcolors(maxcolors=1 << 20)
    assert max(colours)[1] == channels(pack.tokens.hue("habitat").on_paper)


def test_cover_without_outline_is_still_drawn():
    assert draw_cover([], hue="eau", pack=get_pack("passeur")).size == COVER


def test_posters_of_episodes_differ_by_number():
    pack = get_pack("passeur")
    posters = [draw_poster(REDON, hue="eau", pack=pack, number=n) for n in (None, 1, 2)]
    assert {poster.size for poster in posters} == {POSTER}
    assert len({png(poster) for poster in posters}) == 3


@pytest.mark.parametrize("size", [(1600, 900), (400, 300), (300, 900)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_play_mark_lies_over_a_picture_of_any_shape_and_kind(size, mode):
    pack = get_pack("passeur")
    picture = Image.new("RGB", size, "#000066").convert(mode)
    marked = with_play_mark(picture, pack)
    box = ImageChops.difference(
        marked.convert("RGB"), Image.new("RGB", size, marked.convert("RGB").getpixel((0, 0)))
    ).getbbox()
    left, top, right, bottom = box
    assert marked.size == size
    assert (
        right - left
        == pytest.approx(bottom - top, abs=2)
        == pytest.approx(0.24 * min(size[1], size[0] * 9 / 16), abs=2)
    )
    colours = {colour for _, colour in marked.convert("RGB").crop(box).getcolors(1 << 20)}
    assert channels(pack.tokens.light["spark"]) in colours
    assert channels(pack.tokens.light["slate"]) in colours


def test_project_keeps_shape_at_our_latitude():
    # A square of 20 km a side near Redon: 0.18 degrees of latitude, more of longitude.
    south, height = 47.6, 0.18
    width = height / math.cos(math.radians(south + height / 2))
    square = [[[(-2, south), (-2 + width, south), (-2 + width, south + height), (-2, south)]]]
    [[ring]] = project(square, (0, 0, 400, 200))
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    assert max(xs) - min(xs) == pytest.approx(200)
    assert max(ys) - min(ys) == pytest.approx(200)
    assert min(ys) == pytest.approx(0, abs=1e-6)
    assert (max(xs) + min(xs)) / 2 == pytest.approx(200)
