"""Documents as staff upload them."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model


def make_document(name: str = "etude.pdf", content: bytes = b"%PDF-1.7", **fields: Any) -> Any:
    """Return a document with what the upload form notes of its file."""
    document = get_document_model()(file=ContentFile(content, name), **({"title": name} | fields))
    document._set_document_file_metadata()
    document.save()
    return document
