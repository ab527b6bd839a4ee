"""Pictures of a letter: drawn or scaled once, kept under a name made of their content.

A mail shows its pictures for years, so they are files of their own that no deletion of a
page, image or rendition touches. What a picture is called depends on its bytes alone:
the same picture is kept once, and a name never shows another one.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms.web.covers import COLOURS
from cms.web.play_mark import play_mark
from newsletter.domain.letter import Picture, absolute
from themes.covers import draw_cover, draw_poster
from themes.registry import Pack

FOLDER = "lettre"
PNG = b"\x89PNG"
QUALITY = 80
# Twice the size they are shown at, for dense screens. A picture of the editor's own is
# not cropped; a page's is, to the shape of the drawn covers.
LARGE, SMALL = (1200, 630), (480, 252)

Store = Callable[[bytes], str]
"""Takes the bytes of a picture and returns the address a letter shows."""
Show = Callable[[Picture, Pack, tuple[int, int], bool], str]
"""Returns the address of a picture, at most so large, cropped to that shape or not."""


def shown_by(store: Store) -> Show:
    """Return how pictures are shown by a store; each is drawn once for all renderings."""
    addresses: dict[tuple[int, tuple[int, int]], str] = {}

    def show(picture: Picture, pack: Pack, size: tuple[int, int], crop: bool) -> str:
        key = (id(picture), size)
        if key not in addresses:
            addresses[key] = store(draw(picture, pack, size, crop))
        return addresses[key]

    return show


def measured(picture: Picture, pack: Pack, size: tuple[int, int], crop: bool) -> str:
    """Return an address as long as the true one and draw nothing: to weigh a letter."""
    return address_of(name_of(b""))


def draw(picture: Picture, pack: Pack, size: tuple[int, int], crop: bool) -> bytes:
    """Return a picture as JPEG, a drawn cover as PNG; the same bytes for the same picture.

    A video's has the play mark.
    """
    if picture.image is not None:
        shape = f"fill-{size[0]}x{size[1]}" if crop else f"width-{size[0]}"
        mark = f"|{play_mark(pack)}" if picture.is_poster else ""
        rendition = picture.image.get_rendition(f"{shape}{mark}|format-jpeg|jpegquality-{QUALITY}")
        with rendition.file.open("rb") as file:
            return file.read()
    look: dict[str, Any] = {"hue": picture.hue, "pack": pack, "size": size}
    if picture.is_poster:
        cover = draw_poster(picture.outline, number=picture.episode, **look)
    else:
        cover = draw_cover(picture.outline, **look)
    data = io.BytesIO()
    cover.quantize(COLOURS).save(data, "PNG", optimize=True)
    return data.getvalue()


def name_of(data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    suffix = "png" if data.startswith(PNG) else "jpg"
    return f"{FOLDER}/{digest[:2]}/{digest}.{suffix}"


def keep(data: bytes) -> str:
    """Store bytes under their own name, whole or not at all, and return their address.

    A file of that name that holds something else is what a crash or a full disk left: it
    is written again.

    Raises:
        OSError: it cannot be written.
    """
    name = name_of(data)
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as file:
            if file.read() == data:
                return address_of(name)
        default_storage.delete(name)
    try:
        saved = default_storage.save(name, ContentFile(data))
    except OSError:
        default_storage.delete(name)
        raise
    if saved != name:  # somebody else wrote the same picture meanwhile
        default_storage.delete(saved)
    return address_of(name)


def inline(data: bytes) -> str:
    """Return a `data:` address, for previews: a draft leaves no file behind."""
    kind = "png" if data.startswith(PNG) else "jpeg"
    return f"data:image/{kind};base64," + base64.b64encode(data).decode()


def address_of(name: str) -> str:
    url = default_storage.url(name)
    return url if "://" in url else absolute(url)
