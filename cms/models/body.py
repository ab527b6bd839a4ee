"""The StreamField body shared by page types."""

from __future__ import annotations

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
        words = (
            text for block in self.body for text in block.block.get_searchable_content(block.value)
        )
        return get_text_for_indexing(" ".join(map(str, words)))
