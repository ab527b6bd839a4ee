"""Contrast of two colours, as accessibility law measures it."""

from __future__ import annotations

import re

TEXT_MINIMUM = 4.5
"""Least contrast of text of any size: WCAG 2.1, success criterion 1.4.3; RGAA 4.1, 3.2."""

_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def is_colour(value: object) -> bool:
    """Tell whether a value is a colour as packs write them, `#rrggbb`.

    One notation only, because mail clients know no other and it can be measured.
    """
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 for black to 1 for white.

    Source: WCAG 2.1, definition of relative luminance
    (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance), with the threshold 0.04045 of
    IEC 61966-2-1 that its erratum takes over.
    """
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, whichever is the text.

    Source: WCAG 2.1 (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
