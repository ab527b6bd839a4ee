"""Drawn covers of pages without a photograph: their addresses and their files.

A cover depends on territory, hue and pack alone, so pages share it. It is drawn when first
asked for and kept in the default storage under a name made from all it depends on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from wagtail.models import Site

from cms.domain.paris import day_in_paris
from cms.models.alliance import Alliance
from cms.models.territory import Territory
from cms.web.play_mark import FILMS
from themes.covers import draw_cover, draw_poster
from themes.projection import MultiPolygon
from themes.registry import Pack

logger = logging.getLogger(__name__)

SIZES = {"carte": (600, 315), "grande": (1200, 630)}
POSTER_SIZES = {"carte": (640, 360), "grande": (1280, 720)}
WHOLE_ALLIANCE = "alliance"
NO_HUE = "accent"
COLOURS = 96
"""Enough for two tones and their edges; a third of the weight of a full-colour file."""

PNG_END = b"IEND\xaeB`\x82"
"""The last chunk of every whole PNG file. Source: PNG specification, section 11.2.5."""


class Cover(NamedTuple):
    """The addresses of a cover, small for cards and large for the page and previews.

    Widths and heights are text as in `cms.web.pictures`; those without a name, of the large one.
    """

    card: str
    large: str
    card_width: str
    card_height: str
    width: str
    height: str


def cover_of(
    pack: Pack,
    portal_type: str,
    topics: Sequence[dict[str, Any]],
    territories: Sequence[dict[str, Any]],
    episode: int | None = None,
) -> Cover:
    """Return the cover of a page: its first territory in the hue of its first topic.

    For a video and a series it is a poster over the whole alliance; episode 0 stands for none.
    """
    hue = hue_of(topics, pack)
    if portal_type in FILMS:
        return _addresses("poster", POSTER_SIZES, pack, hue, episode or 0)
    place = territories[0]["slug"] if territories else WHOLE_ALLIANCE
    return _addresses("cover", SIZES, pack, hue, place)


def hue_of(topics: Sequence[dict[str, Any]], pack: Pack) -> str:
    """Return the hue of the first topic, or the accent where there is none the pack knows."""
    colour = topics[0]["colour"] if topics else ""
    return colour if colour in pack.tokens.hues else NO_HUE


def outline_of(place: str, site: Site) -> MultiPolygon | None:
    """Return the outline of a territory by slug, of all members for the alliance, else None."""
    if place == WHOLE_ALLIANCE:
        return [polygon for _, outline in member_outlines(site) for polygon in outline]
    territory = Territory.objects.filter(slug=place).only("outline").first()
    return None if territory is None else territory.outline or []


def member_outlines(site: Site) -> list[tuple[str, MultiPolygon]]:
    """Return name and outline of each of today's members of a site's alliance."""
    alliance = Alliance.objects.filter(site=site).first()
    members = alliance.members_on(day_in_paris()) if alliance else []
    places = ((member.organisation.name, member.organisation.territory) for member in members)
    return [(name, place.outline) for name, place in places if place and place.outline]


def cover_file(outline: MultiPolygon, hue: str, pack: Pack, size: str) -> bytes:
    """Return the PNG of a cover, drawn at the first call."""
    key = _key("cover", outline, hue, pack, size)
    return _kept(key, lambda: draw_cover(outline, hue=hue, pack=pack, size=SIZES[size]))


def poster_file(
    outline: MultiPolygon, hue: str, pack: Pack, episode: int | None, size: str
) -> bytes:
    """Return the PNG of a video's poster, drawn at the first call."""
    key = _key("poster", outline, hue, pack, size, episode)
    dimensions = POSTER_SIZES[size]
    return _kept(
        key, lambda: draw_poster(outline, hue=hue, pack=pack, number=episode, size=dimensions)
    )


def _addresses(
    view: str, sizes: dict[str, tuple[int, int]], pack: Pack, hue: str, what: str | int
) -> Cover:
    card, large = (
        reverse(f"passeur_web:{view}", args=[pack.name, hue, what, size])
        for size in ("carte", "grande")
    )
    version = f"?v={pack.css_hash}"
    measures = map(str, (*sizes["carte"], *sizes["grande"]))
    return Cover(card + version, large + version, *measures)


def _key(*parts: Any) -> str:
    words = [part.css_hash if isinstance(part, Pack) else repr(part) for part in parts]
    return f"couvertures/{sha256('|'.join(words).encode()).hexdigest()[:24]}.png"


def _kept(key: str, draw: Callable[[], Image.Image]) -> bytes:
    """Return the drawing kept under a key, or draw it and keep it.

    A file without its end is being written by somebody else, or was cut by a full disk: it
    is drawn anew. A disk without room costs one drawing a request, not the picture.
    """
    if default_storage.exists(key):
        with default_storage.open(key) as file:
            kept = file.read()
        if kept.endswith(PNG_END):
            return kept
        default_storage.delete(key)
    buffer = BytesIO()
    draw().quantize(COLOURS).save(buffer, "PNG", optimize=True)
    try:
        default_storage.save(key, ContentFile(buffer.getvalue()))
    except OSError:
        logger.exception("the cover %s could not be kept", key)
    return buffer.getvalue()
