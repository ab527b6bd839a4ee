"""The picture of a listing row: its texts and the addresses of its scales."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.images.utils import generate_signature

# Names and widths of Plone's own scales, which its clients ask for by name.
SCALES = {"preview": 400, "large": 800, "great": 1200}


def picture_value(image: Any, alt: str) -> dict[str, Any]:
    """Return what cards and API clients need to show an image, without making any rendition.

    A scale is drawn when its address is first asked for: publishing a page must not wait
    for pictures.
    """
    return {
        "alt": alt,
        "credit": getattr(image, "credit", ""),
        "filename": image.filename,
        "width": image.width,
        "height": image.height,
        "scales": {
            name: scale_value(image, min(width, image.width)) for name, width in SCALES.items()
        },
    }


def scale_value(image: Any, width: int) -> dict[str, Any]:
    spec = f"width-{width}"
    return {
        "spec": spec,
        "image": image.pk,
        "width": width,
        "height": round(image.height * width / image.width),
    }


def scale_address(picture: dict[str, Any], name: str) -> str:
    """Return the address of one scale of a row's picture, from the root of its site.

    Signed when read: a signature does not outlive `SECRET_KEY`.
    """
    image, spec = picture["scales"][name]["image"], picture["scales"][name]["spec"]
    signature = generate_signature(image, spec)
    return reverse("cms:picture", args=[signature, image, spec, picture["filename"]])
