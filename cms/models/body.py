"""The StreamField body shared by page types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.db import models
from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

from cms.blocks.body import BodyBlock
from cms.blocks.field import BlocksField

# How a part of the text is declared that has a name, and so a field, of its own.
PART: dict[str, Any] = {"blank": True, "features": ["bold", "italic", "ol", "ul", "link"]}


class BodyMixin(models.Model):
    """A page with a body made of blocks, and the parts that its type names."""

    # The rich texts that are told under their own names, in order (`cms.blocks.parts`).
    text_parts: ClassVar[tuple[str, ...]] = ()
    body = BlocksField(BodyBlock(), blank=True, verbose_name="contenu")

    class Meta:
        abstract = True

    def listing_text(self) -> str:
        parts = (get_text_for_indexing(getattr(self, name)) for name in self.text_parts)
        return " ".join([*words_of(self.body.stream_block, self.body.raw_data), *parts])


def words_of(block: blocks.Block, stored: Any) -> Iterator[str]:
    """Yield every text in what is stored of a block, as Wagtail would write it for search.

    Wagtail itself starts from values, not from what is stored: a picture would be read
    from the database for each page, to get at its alternative text.
    """
    for part, value in parts_of(block, stored):
        if isinstance(value, str):
            yield from part.get_searchable_content(part.to_python(value))


def parts_of(block: blocks.Block, stored: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """Yield a block and every block within, each with what is stored of it, in their order."""
    yield block, stored
    if isinstance(stored, Mapping):
        for name, child in getattr(block, "child_blocks", {}).items():
            yield from parts_of(child, stored.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in stored or ():
            bare = item["value"] if isinstance(item, Mapping) and "type" in item else item
            yield from parts_of(block.child_block, bare)
    elif isinstance(block, blocks.StreamBlock):
        for item in stored or ():
            if child := block.child_blocks.get(item["type"]):
                yield from parts_of(child, item["value"])
