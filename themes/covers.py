"""Drawn covers: the outline of a territory over its topic's pattern, made by Pillow.

An initiative without a photograph gets a cover from our own geography, the same on the
site, in letters and in previews of social networks. Everything here is a pure function of
its arguments: the same territory, topic and pack give the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from themes.contrast import channels
from themes.projection import MultiPolygon, project
from themes.registry import Pack

Colour = tuple[int, int, int]

COVER = (1200, 630)
POSTER = (1280, 720)
OVERSAMPLING = 3
"""Drawn this many times larger, then reduced: Pillow draws no smooth edge by itself."""


class _Colours(NamedTuple):
    ground: Colour
    pattern: Colour
    land: Colour
    land_pattern: Colour
    spark: Colour
    slate: Colour


class _Frame(NamedTuple):
    """Where the outline goes, in pixels of the enlarged drawing."""

    left: float
    top: float
    right: float
    bottom: float


def draw_cover(
    outline: MultiPolygon,
    *,
    hue: str,
    pack: Pack,
    pattern: str = "waves",
    size: tuple[int, int] = COVER,
) -> Image.Image:
    """Draw the cover of an initiative.

    Args:
        outline: the territory; several territories are put one after the other; may be empty.
        hue: key of the topic's hue in the pack.
        pattern: a key of `PATTERNS`.
    """
    width, height = size
    frame = _Frame(width * 0.42, height * 0.12, width * 0.94, height * 0.88)
    return _reduce(_draw(outline, hue, pack, pattern, size, frame), size)


def draw_poster(
    outline: MultiPolygon,
    *,
    hue: str,
    pack: Pack,
    number: int | None = None,
    pattern: str = "waves",
    size: tuple[int, int] = POSTER,
) -> Image.Image:
    """Draw the poster of a video: a cover with the play mark and the episode's number."""
    width, height = size
    frame = _Frame(width * 0.46, height * 0.12, width * 0.95, height * 0.88)
    image = _draw(outline, hue, pack, pattern, size, frame)
    colours = _colours(pack, hue)
    left, top, side = _mark_place(image.size)
    _play_mark(ImageDraw.Draw(image), left, top, side, pack)
    if number is not None:
        _number(image, number, colours)
    return _reduce(image, size)


def with_play_mark(image: Image.Image, pack: Pack) -> Image.Image:
    """Return a picture with the play mark of drawn posters over it, at the same place."""
    left, top, side = map(round, _mark_place(image.size))
    mark = Image.new("RGBA", (side * OVERSAMPLING, side * OVERSAMPLING))
    _play_mark(ImageDraw.Draw(mark), 0, 0, side * OVERSAMPLING - 1, pack)
    mark = _reduce(mark, (side, side))
    marked = image.convert("RGBA" if image.has_transparency_data else "RGB")
    marked.paste(mark, (left, top), mark)
    return marked


def _waves(draw: ImageDraw.ImageDraw, size: tuple[int, int], phase: float, colour: Colour) -> None:
    """Cover a surface with the lines a current draws, tighter towards the far bank."""
    width, height = size
    step = height / 26
    for row in range(-2, 30):
        swell = step * (0.75 + 0.55 * math.sin(row * 0.45 + phase))
        line = [
            (
                x,
                row * step
                + swell * math.sin(x / width * math.tau * 1.6 + phase + row * 0.16)
                + swell * 0.4 * math.sin(x / width * math.tau * 3.7 - phase * 2 + row * 0.3),
            )
            for x in range(-20, width + 40, 12)
        ]
        draw.line(line, fill=colour, width=round(height / 260), joint="curve")


PATTERNS: dict[str, Callable[[ImageDraw.ImageDraw, tuple[int, int], float, Colour], None]] = {
    "waves": _waves
}


def _draw(
    outline: MultiPolygon,
    hue: str,
    pack: Pack,
    pattern: str,
    size: tuple[int, int],
    frame: _Frame,
) -> Image.Image:
    colours = _colours(pack, hue)
    large = (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING)
    phase = int(sha256(repr(outline).encode()).hexdigest()[:4], 16) / 0xFFFF * math.tau
    sea = Image.new("RGB", large, colours.ground)
    PATTERNS[pattern](ImageDraw.Draw(sea), large, phase, colours.pattern)
    land = Image.new("RGB", large, colours.land)
    PATTERNS[pattern](ImageDraw.Draw(land), large, phase, colours.land_pattern)

    polygons = project(outline, tuple(edge * OVERSAMPLING for edge in frame))
    mask = Image.new("L", large, 0)
    stencil = ImageDraw.Draw(mask)
    for exterior, *holes in polygons:
        stencil.polygon(exterior, fill=255)
        for hole in holes:
            stencil.polygon(hole, fill=0)
    sea.paste(land, mask=mask)
    if len(polygons) > 1:
        draw = ImageDraw.Draw(sea)
        for exterior, *_ in polygons:
            draw.line([*exterior, exterior[0]], fill=colours.land_pattern, width=OVERSAMPLING)
    _quay(sea, colours)
    middle_x, middle_y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    landing = _landing(mask, round(middle_y * OVERSAMPLING)) or middle_x * OVERSAMPLING
    _crossing(sea, (landing, middle_y * OVERSAMPLING), colours)
    return sea


def _landing(mask: Image.Image, row: int) -> float | None:
    """Return the middle of the longest stretch of land on a row of the mask, if any."""
    line = mask.crop((0, row, mask.width, row + 1)).tobytes()
    best = max(re.finditer(b"\xff+", line), key=lambda run: len(run[0]), default=None)
    return None if best is None else (best.start() + best.end()) / 2


def _quay(image: Image.Image, colours: _Colours) -> None:
    """Draw the near bank: steps of a quay going down to the water."""
    width, height = image.size
    draw = ImageDraw.Draw(image)
    step = height / 15
    for number in range(4):
        draw.rectangle(
            (0, height - step * (4 - number), width * (0.06 + 0.07 * number), height),
            fill=colours.slate,
        )


def _crossing(image: Image.Image, end: tuple[float, float], colours: _Colours) -> None:
    """Draw the line that leaves the quay and reaches the territory."""
    width, height = image.size
    draw = ImageDraw.Draw(image)
    start = (width * 0.13, height * (1 - 4 / 15))
    line = []
    for step in range(101):
        t = step / 100
        eased = t * t * (3 - 2 * t)
        line.append((start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * eased))
    thickness = round(height / 75)
    draw.line(line, fill=colours.spark, width=thickness, joint="curve")
    _disc(draw, end, thickness * 2.1, colours.spark)
    _disc(draw, end, thickness * 1.0, colours.land)


def _disc(
    draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, fill: Colour
) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _mark_place(size: tuple[int, int]) -> tuple[float, float, float]:
    """Return left, top and side of the play mark, which fits a picture of any shape."""
    width, height = size
    side = min(height, width * POSTER[1] / POSTER[0]) * 0.24
    return width * 0.11, height * 0.5 - side * 0.62, side


def _play_mark(draw: ImageDraw.ImageDraw, left: float, top: float, side: float, pack: Pack) -> None:
    """Draw the play mark: a square with one rounded corner, as everything in this hand."""
    spark, slate = channels(pack.tokens.light["spark"]), channels(pack.tokens.light["slate"])
    draw.rounded_rectangle(
        (left, top, left + side, top + side),
        radius=side * 0.3,
        fill=spark,
        corners=(False, False, True, False),
    )
    middle_x, middle_y, arm = left + side * 0.53, top + side / 2, side * 0.24
    draw.polygon(
        [
            (middle_x - arm, middle_y - arm * 1.15),
            (middle_x - arm, middle_y + arm * 1.15),
            (middle_x + arm, middle_y),
        ],
        fill=slate,
    )


def _number(image: Image.Image, number: int, colours: _Colours) -> None:
    width, height = image.size
    ImageDraw.Draw(image).text(
        (width * 0.11, height * 0.3),
        str(number),
        font=ImageFont.load_default(size=height * 0.2),
        fill=colours.land,
        anchor="ls",
    )


def _colours(pack: Pack, hue: str) -> _Colours:
    """Choose the tones: a cover is a picture, so it is the same in light and in dark."""
    light, tone = pack.tokens.light, pack.tokens.hue(hue)
    ground = channels(tone.on_paper)
    paper = channels(light["paper"])
    return _Colours(
        ground=ground,
        pattern=_mix(ground, channels(tone.on_slate), 0.3),
        land=paper,
        land_pattern=_mix(paper, ground, 0.3),
        spark=channels(light["spark"]),
        slate=channels(light["slate"]),
    )


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _reduce(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image.resize(size, Image.Resampling.LANCZOS)
