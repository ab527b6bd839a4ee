"""Parts of a text that have a field of their own, as the blocks that they would be of a body."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from wagtail.blocks import BoundBlock, StreamValue
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.blocks.body import BodyBlock

BODY = BodyBlock()
# What begins a section of a body.
HEADED = {"heading", "chapter"}


def written_parts(page: Page) -> dict[str, str]:
    """Return the rich texts of the named parts that somebody wrote, in their order."""
    texts = {name: getattr(page, name) for name in getattr(page, "text_parts", ())}
    return {name: text for name, text in texts.items() if get_text_for_indexing(text)}


def parts_of(page: Page) -> StreamValue:
    """Return the named parts of a page, each as its heading and its text.

    As blocks, so that whatever follows, cleans and shows the links of a body does it here.
    """
    key = page.translation_key
    stored = [
        {"type": kind, "value": value, "id": str(uuid.uuid5(key, f"{name}-{kind}"))}
        for name, text in written_parts(page).items()
        for kind, value in (("heading", heading_of(page, name)), ("text", text))
    ]
    return StreamValue(BODY, stored, is_lazy=True)


def heading_of(page: Page, name: str) -> str:
    label = str(page._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def streams_of(page: Page) -> tuple[StreamValue, StreamValue]:
    """Return what a page tells in blocks: its body, empty where it has none, and its parts."""
    return getattr(page, "body", None) or StreamValue(BODY, []), parts_of(page)


def arranged(body: Iterable[BoundBlock], parts: Iterable[BoundBlock]) -> list[BoundBlock]:
    """Return the blocks of a page as they are read.

    What stands before the first heading of the body introduces, and must not seem to belong
    to the last of the parts; the sections of the body come after them.
    """
    body = list(body)
    headings = (place for place, block in enumerate(body) if block.block_type in HEADED)
    first = next(headings, len(body))
    return [*body[:first], *parts, *body[first:]]
