"""The weight of the pictures of a page, which people on a weak network wait for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from cms.listing.pictures import heaviest

BUDGET = 1_000_000  # bytes: ten seconds on a line of 1 Mbit/s, the rest of the page included


class Weight(NamedTuple):
    """An image and the bytes that a visitor fetches of it at the most."""

    image: Any
    size: int


def weights(images: Iterable[Any]) -> list[Weight]:
    """Return what images weigh as pages send them, the heaviest first.

    They are drawn for that unless they were shown before. One whose file is lost or no
    picture weighs nothing here: the page shows none of it.
    """
    found = []
    for image in images:
        try:
            found.append(Weight(image, image.get_rendition(heaviest(image)).file.size))
        except OSError:  # Wagtail's and Willow's own are kinds of it
            continue
    return sorted(found, key=lambda weight: -weight.size)


def over_budget(images: Iterable[Any]) -> list[Weight]:
    """Return the weights of images that together are too heavy for one page, else none."""
    found = weights(images)
    return found if sum(weight.size for weight in found) > BUDGET else []
