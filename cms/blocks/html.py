"""The body of a page as plain sanitised HTML, for clients that know no blocks."""

from __future__ import annotations

from wagtail.models import Page

from cms.blocks import conversions  # noqa: F401 -- registers our own blocks
from cms.blocks.body_context import BodyContext, sanitised, without_origin
from cms.blocks.parts import written_parts
from cms.blocks.registry import block_html
from cms.blocks.targets import Targets


def plain_html(page: Page, path: str, targets: Targets | None = None) -> str:
    """Return body and named parts as headings, paragraphs, lists, quotes, figures, with ORIGIN.

    No class, no style, no script, nothing that a third party serves. Arguments are those
    of `cms.blocks.volto.volto_blocks`.
    """
    body = BodyContext.of(page, path, targets)
    return "".join(block_html(child, body) for child in body.children())


def parts_html(page: Page, path: str, targets: Targets | None = None) -> dict[str, str]:
    """Return the named parts that are written, each as `plain_html` has it, without a heading."""
    body = BodyContext.of(page, path, targets)
    return {
        name: sanitised(body.html(without_origin(text)))
        for name, text in written_parts(page).items()
    }
