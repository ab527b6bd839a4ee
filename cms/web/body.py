"""The blocks of a body, each with the pack's template that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from wagtail.blocks import BoundBlock

from cms.listing.pictures import picture_value
from cms.web.pictures import Picture, picture_of
from themes.registry import Pack


class Block(NamedTuple):
    template: str
    value: Any
    picture: Picture | None


def blocks_of(body: Iterable[BoundBlock], pack: Pack) -> list[Block]:
    """Return what a template loops over: `{% include block.template %}`."""
    return [
        Block(f"pack/{pack.name}/web/blocks/{block.block_type}.html", block.value, _picture(block))
        for block in body
    ]


def _picture(block: Any) -> Picture | None:
    if block.block_type != "picture":
        return None
    image = block.value["image"]
    return picture_of(picture_value(image, image.contextual_alt_text or "")) if image else None
