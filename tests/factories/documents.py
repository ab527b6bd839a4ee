"""Documents."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model


def make_document(title: str = "Délibération", **fields: Any) -> Any:
    """Return a document with the size that an upload in the admin notes."""
    content = b"%PDF-1.4\n" + b" " * 2039
    file = ContentFile(content, "deliberation.pdf")
    return get_document_model().objects.create(
        title=title, file=file, **({"file_size": len(content)} | fields)
    )
