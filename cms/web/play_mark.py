"""The play mark over a chosen picture: drawn posters have it, and so do pictures of videos.

An operation of Wagtail's own filters (`width-800|playmark-passeur`), so that a marked picture
is made when first asked for and kept as every other size is.
"""

from __future__ import annotations

from typing import Any

from wagtail.images.image_operations import FilterOperation
from willow.plugins.pillow import PillowImage

from themes.covers import with_play_mark
from themes.registry import Pack, UnknownPack, get_pack

NAME = "playmark"
# Types whose picture is a poster.
FILMS = {"Video", "VideoSeries"}


class PlayMark(FilterOperation):
    """Draws the play mark in the colours of a pack."""

    def construct(self, *pack: str) -> None:
        try:
            self.pack = get_pack("-".join(pack))
        except UnknownPack as error:
            raise ValueError(str(error)) from error

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> PillowImage:
        return PillowImage(with_play_mark(willow.get_pillow_image(), self.pack))


def play_mark(pack: Pack) -> str:
    """Return the operation that draws the mark, for a filter."""
    return f"{NAME}-{pack.name}"


def mark_of(portal_type: str, pack: Pack) -> str:
    """Return the operation to add to the pictures of a type; nothing where they are no posters."""
    return play_mark(pack) if portal_type in FILMS else ""
