"""Outlines of territories on a flat picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = Sequence[float]
Polygon = Sequence[Sequence[Point]]
MultiPolygon = Sequence[Polygon]
"""GeoJSON coordinates (RFC 7946): polygons, of rings, of longitude and latitude in degrees."""
Path = list[tuple[float, float]]


def project(outline: MultiPolygon, frame: Sequence[float]) -> list[list[Path]]:
    """Place an outline in the middle of a frame (left, top, right, bottom), shape kept.

    Equirectangular with the middle latitude as standard parallel: over a few tens of
    kilometres that is true to shape within a thousandth (Snyder, "Map projections: a
    working manual", USGS 1395, chapter 12).
    """
    points = [point for polygon in outline for ring in polygon for point in ring]
    if not points:
        return []
    west, east = min(x for x, *_ in points), max(x for x, *_ in points)
    south, north = min(y for _, y, *_ in points), max(y for _, y, *_ in points)
    shrink = math.cos(math.radians((south + north) / 2))
    left, top, right, bottom = frame
    scale = min(
        (right - left) / max((east - west) * shrink, 1e-9),
        (bottom - top) / max(north - south, 1e-9),
    )
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2

    def place(point: Point) -> tuple[float, float]:
        return (
            middle_x + (point[0] - (west + east) / 2) * shrink * scale,
            middle_y - (point[1] - (south + north) / 2) * scale,
        )

    return [[[place(point) for point in ring] for ring in polygon] for polygon in outline]
