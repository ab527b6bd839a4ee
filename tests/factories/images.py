"""Image files and images."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file


def png(name: str, width: int, height: int) -> ContentFile:
    """Return an image file that can be read again, as Wagtail's own helper's cannot."""
    return ContentFile(get_test_image_file(size=(width, height)).file.getvalue(), name)


def noise(name: str, width: int, height: int) -> ContentFile:
    """Return a picture that no format makes small: each of its points has a colour of its own."""
    points = Image.frombytes("RGB", (width, height), Random(1).randbytes(3 * width * height))
    file = BytesIO()
    points.save(file, "PNG", compress_level=0)
    return ContentFile(file.getvalue(), name)


def make_image(title: str = "Le lavoir", width: int = 1600, **fields: Any) -> Any:
    file = png("lavoir.png", width, width * 9 // 16)
    return get_image_model().objects.create(title=title, file=file, **fields)
