"""How each kind of block is written for API clients: the extension point for blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from wagtail.blocks import BoundBlock

from cms.blocks.body_context import BodyContext, sanitised
from cms.blocks.slate import slate_block, slate_values

VoltoBlock = dict[str, Any]
ToHtml = Callable[[Any, BodyContext], str]
ToVolto = Callable[[Any, BodyContext], Iterable[VoltoBlock]]


class Conversion(NamedTuple):
    html: ToHtml
    volto: ToVolto | None


CONVERSIONS: dict[str, Conversion] = {}


def register_block(name: str, html: ToHtml, volto: ToVolto | None = None) -> None:
    """Say how the blocks of a name are written for API clients.

    `html` gets a block's value and the page it stands in, and returns HTML, which is
    sanitised. `volto`, where Volto has a block of its own for it, returns Volto blocks; else
    the HTML becomes paragraphs that Volto's editor knows, or an `html` block.
    """
    CONVERSIONS[name] = Conversion(html, volto)


def block_html(child: BoundBlock, body: BodyContext) -> str:
    """Return one block as HTML; a block that nobody registered is rendered as on its web page."""
    conversion = CONVERSIONS.get(child.block_type)
    html = conversion.html(child.value, body) if conversion else body.html(child.render())
    return sanitised(html)


def block_volto(child: BoundBlock, body: BodyContext) -> list[VoltoBlock]:
    """Return the Volto blocks of one block, without their ids."""
    conversion = CONVERSIONS.get(child.block_type)
    if conversion and conversion.volto:
        return list(conversion.volto(child.value, body))
    html = block_html(child, body)
    values = slate_values(html) if conversion else None
    if values is not None:
        return [slate_block(value) for value in values]
    return [{"@type": "html", "html": html}] if html.strip() else []
