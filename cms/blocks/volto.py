"""The blocks of a page in the form that Volto stores and shows (@plone/volto 18.33.1)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import Page

from cms.blocks import conversions  # noqa: F401 -- registers our own blocks
from cms.blocks.body_context import BodyContext
from cms.blocks.frame import frame_blocks, source_blocks
from cms.blocks.registry import VoltoBlock, block_volto
from cms.blocks.targets import Targets


def volto_blocks(
    page: Page,
    path: str,
    targets: Targets | None = None,
    provenance: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return `blocks` and `blocks_layout` of a page, with ORIGIN in their addresses.

    `path` is the page's own below its site's root; `targets` is `read_targets` of several
    pages, so that their links are read at once; `provenance` is the row's. The ids of
    blocks stay when a page is published again: clients keep them as anchors and keys.
    """
    body = BodyContext.of(page, path, targets)
    blocks: dict[str, VoltoBlock] = {}
    before, after = frame_blocks(page, body), source_blocks(provenance, body)
    for key, block in [*framed(page, before), *streamed(page, body), *framed(page, after)]:
        blocks[str(key)] = block
    return {"blocks": blocks, "blocks_layout": {"items": list(blocks)}}


def framed(
    page: Page, blocks: Iterable[tuple[str, VoltoBlock]]
) -> Iterator[tuple[uuid.UUID, VoltoBlock]]:
    for name, block in blocks:
        yield uuid.uuid5(page.translation_key, name), block


def streamed(page: Page, body: BodyContext) -> Iterator[tuple[uuid.UUID, VoltoBlock]]:
    """Yield the blocks of the body; the first that a child becomes has the child's own id."""
    taken: set[uuid.UUID] = set()
    for place, child in enumerate(body.children()):
        key = uuid_of(child.id)
        if key is None or key in taken:  # an import or a copied block
            key = uuid.uuid5(page.translation_key, f"body-{place}")
        taken.add(key)
        for number, block in enumerate(block_volto(child, body)):
            yield uuid.uuid5(key, str(number)) if number else key, block


def uuid_of(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
