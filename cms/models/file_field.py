"""A file that a page or one of its rows may offer."""

from __future__ import annotations

from django.db import models
from wagtail.documents import get_document_model_string


def file_field(verbose_name: str, help_text: str = "") -> models.ForeignKey:
    """Return a field for a document of the site, which stays empty when that is deleted."""
    return models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=verbose_name,
        help_text=help_text,
    )
