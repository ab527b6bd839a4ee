"""The StreamField body shared by page types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

from cms.blocks.body import BodyBlock


class BodyMixin(models.Model):
    """A page with a body made of blocks."""

    body = StreamField(BodyBlock(), blank=True, verbose_name="contenu")

    class Meta:
        abstract = True

    def listing_text(self) -> str:
        texts = (text for block in self.body.raw_data for text in texts_of(block["value"]))
        return get_text_for_indexing(" ".join(texts))


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in a block's stored value.

    The stored value, not the block's own: a picture would be read from the database for
    each page, to get at its alternative text.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
