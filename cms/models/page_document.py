"""Documents that a page offers."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from cms.listing.files import file_value


class PageDocument(Orderable):
    """A document under the title that a page gives it.

    Whoever may not see its collection is refused the file.
    """

    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="document",
    )
    title = models.CharField("titre", max_length=200)

    panels = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title

    def told(self) -> dict[str, Any]:
        """Return what clients are told, under the title that the page gives it."""
        return file_value(self.document) | {"title": self.title}
