"""Pictures as templates show them: addresses of scales, texts, size."""

from __future__ import annotations

from typing import Any, NamedTuple

from cms.listing.pictures import scale_address


class Picture(NamedTuple):
    """An image at the widths a browser may choose from.

    Width and height are text, since templates write numbers with French thousands.
    """

    url: str
    srcset: str
    alt: str
    width: str
    height: str
    credit: str


def picture_of(value: dict[str, Any] | None, mark: str = "") -> Picture | None:
    """Return the picture of a value made by `cms.listing.pictures.picture_value`.

    `mark` is an operation on images that draws over it, such as the play mark of videos.
    """
    if value is None:
        return None
    by_width = {scale["width"]: name for name, scale in value["scales"].items()}
    addresses = {width: scale_address(value, name, mark) for width, name in by_width.items()}
    widest = max(by_width)
    return Picture(
        url=addresses[widest],
        srcset=", ".join(f"{address} {width}w" for width, address in sorted(addresses.items())),
        alt=value["alt"],
        width=str(widest),
        height=str(value["scales"][by_width[widest]]["height"]),
        credit=value["credit"],
    )
