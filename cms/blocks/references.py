"""What a page points at beside its main picture: pages, documents and images, by their ids."""

from __future__ import annotations

from typing import Any, NamedTuple

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.blocks.parts import streams_of

LARGEST_ID = 2**31 - 1


class References(NamedTuple):
    pages: set[int]
    documents: set[int]
    images: set[int]


def references_of(page: Page) -> References:
    """Return what a page refers to: by its blocks and rich text, at any depth, and by choice.

    The blocks themselves are asked, so a block of a host project is known too. Wagtail's
    index of references is not: its tasks may be late.
    """
    found = References(set(page.listing_pages()), set(), set(page.listing_pictures()))
    for stream in streams_of(page):
        for model, object_id, _, _ in stream.stream_block.extract_references(stream):
            if (pk := id_of(object_id)) is None:
                continue
            if issubclass(model, Page):
                found.pages.add(pk)
            elif issubclass(model, get_document_model()):
                found.documents.add(pk)
            elif issubclass(model, get_image_model()):
                found.images.add(pk)
    return found


def picture_ids(page: Page) -> list[int]:
    """Return the images below the main one: no others are served below the page's address."""
    return sorted(references_of(page).images)


def id_of(value: Any) -> int | None:
    """Return the id that stored rich text names, or None where it names none.

    It may hold anything, and a number that no column can hold is an error on SQLite.
    """
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) < 11):
        return None
    return int(text) if int(text) <= LARGEST_ID else None
