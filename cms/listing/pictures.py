"""The picture of a listing row: its texts and the addresses of its scales."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from django.urls import reverse
from wagtail.images.utils import generate_signature

# Widths that web pages let a browser choose from.
SCALES = {"preview": 400, "large": 800, "great": 1200}
# Names and widths of Plone's own scales, which its clients ask for by name.
# https://6.docs.plone.org/classic-ui/images.html
PLONE_SCALES = {
    "huge": 1600,
    "great": 1200,
    "larger": 1000,
    "large": 800,
    "teaser": 600,
    "preview": 400,
    "mini": 200,
    "thumb": 128,
    "tile": 64,
    "icon": 32,
    "listing": 16,
}
SCALE_NAME = re.compile(r"^(?:image|picture-(?P<id>\d+))-(?P<width>\d+)-(?P<hash>[0-9a-f]{12})\.")


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
    return {
        "spec": spec_of(width),
        "image": image.pk,
        "width": width,
        "height": height_at(image, width),
    }


def spec_of(width: int) -> str:
    """Return the filter of a scale of web pages; in WebP a photograph is light, whatever it was."""
    return f"width-{width}|format-webp"


def heaviest(image: Any) -> str:
    """Return the filter of the largest scale that web pages send of an image."""
    return spec_of(min(max(SCALES.values()), image.width))


def height_at(image: Any, width: int) -> int:
    return max(round(image.height * width / image.width), 1)


def scale_address(picture: dict[str, Any], name: str, mark: str = "") -> str:
    """Return the address of one scale of a row's picture, from the root of its site.

    `mark` is an operation on images that draws over it. Signed when read: a signature does
    not outlive `SECRET_KEY`.
    """
    image, spec = picture["scales"][name]["image"], picture["scales"][name]["spec"]
    spec = f"{spec}|{mark}" if mark else spec
    signature = generate_signature(image, spec)
    return reverse("cms:picture", args=[signature, image, spec, picture["filename"]])


def picture_scales(image: Any, field: str) -> dict[str, Any]:
    """Return an image and its scales as plone.restapi does, with addresses below the page.

    `field` is `image` for the main picture, `picture_field` for another. An address
    is good as long as the page shows the image: `@@images` answers for no other.
    """
    scales = {
        name: {
            "download": f"@@images/{scale_name(image, field, min(width, image.width))}",
            "width": min(width, image.width),
            "height": height_at(image, min(width, image.width)),
        }
        for name, width in PLONE_SCALES.items()
    }
    return {
        "download": f"@@images/{scale_name(image, field, image.width)}",
        "width": image.width,
        "height": image.height,
        "scales": scales,
    }


def picture_field(image: Any) -> str:
    """Return the name of the field by which a picture is known that is not the main one."""
    return f"picture-{image.pk}"


def scale_name(image: Any, field: str, width: int) -> str:
    """Return the last segment of a scale's address; another picture has another name."""
    suffix = PurePosixPath(image.filename).suffix.lower()
    return f"{field}-{width}-{fingerprint(image)}{suffix}"


def fingerprint(image: Any) -> str:
    known = f"{image.pk} {image.file.name} {image.file_hash}"
    return hashlib.sha256(known.encode()).hexdigest()[:12]


class Scale(NamedTuple):
    """What the last segment of an address asks for; no id means the page's main picture."""

    image_id: int | None
    width: int
    fingerprint: str


def read_scale_name(name: str) -> Scale | None:
    found = SCALE_NAME.match(name)
    if found is None:
        return None
    number = found["id"]
    return Scale(int(number) if number else None, int(found["width"][:6]), found["hash"])
