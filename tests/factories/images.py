"""Image files and images."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file


def png(name: str, width: int, height: int) -> ContentFile:
    """Return an image file that can be read again, as Wagtail's own helper's cannot."""
    return ContentFile(get_test_image_file(size=(width, height)).file.getvalue(), name)


def make_image(title: str = "Le lavoir", width: int = 1600, **fields: Any) -> Any:
    file = png("lavoir.png", width, width * 9 // 16)
    return get_image_model().objects.create(title=title, file=file, **fields)
