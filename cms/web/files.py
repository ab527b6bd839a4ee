"""A file as one chooses it."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat


def file_text(document: Any) -> str:
    """Write what a link to a file must say before it is followed: « PDF, 1,2\u00a0Mio »."""
    size = filesizeformat(document.file_size) if document.file_size else ""
    return ", ".join(filter(None, [document.file_extension.upper(), size]))


def document_of(line: Any) -> dict[str, str]:
    """Return a document that a page offers as one chooses it: what it is, its kind, how large."""
    file = line.document
    return {"title": line.title, "url": file.url, "about": file_text(file)}
