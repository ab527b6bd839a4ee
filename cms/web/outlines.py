"""The alliance as a drawing: the outlines of its members, for an inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wagtail.models import Site

from cms.web.covers import member_outlines
from themes.projection import MultiPolygon, Path, project

WIDTH, HEIGHT = 1000, 800


class Outline(NamedTuple):
    """One member: its name and the `d` of an SVG path."""

    name: str
    path: str


class Drawing(NamedTuple):
    view_box: str
    outlines: list[Outline]


def draw_alliance(site: Site) -> Drawing | None:
    """Return the outlines of a site's members on one drawing, or None where none is known.

    Whole numbers on a drawing of a thousand are finer than a screen shows, and short.
    """
    members = member_outlines(site)
    if not members:
        return None
    together: MultiPolygon = [polygon for _, outline in members for polygon in outline]
    placed = iter(project(together, (10, 10, WIDTH - 10, HEIGHT - 10)))
    outlines = [
        Outline(name, "".join(_polygon(next(placed)) for _ in outline)) for name, outline in members
    ]
    return Drawing(f"0 0 {WIDTH} {HEIGHT}", outlines)


def _polygon(rings: Sequence[Path]) -> str:
    return "".join(f"M{'L'.join(_points(ring))}Z" for ring in rings)


def _points(ring: Path) -> list[str]:
    return list(dict.fromkeys(f"{x:.0f} {y:.0f}" for x, y in ring))
