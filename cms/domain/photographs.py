"""Making of a file that a stranger sent a photograph that may be kept.

The pixels are drawn anew: what else a file holds (place and time of the shot, the serial
number of a telephone, code that hides in a picture) stays outside.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

SIDE = 2400  # pixels, more than any scale that pages ask for
QUALITY = 88


def redraw(file: Any) -> ContentFile:
    """Return a picture as a JPEG of `SIDE` pixels at most, upright, with nothing else in it.

    Its kind and number of pixels have been checked. Raises whatever Pillow raises of a file
    that is broken.
    """
    with Image.open(file) as picture:
        picture.draft("RGB", (SIDE, SIDE))  # a JPEG is read smaller: less memory
        picture.thumbnail((SIDE, SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright)
    drawn = BytesIO()
    ground.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return ContentFile(drawn.getvalue(), "photographie.jpg")
