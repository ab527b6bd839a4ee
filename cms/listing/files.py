"""The files that a page offers, as API clients and templates are told of them."""

from __future__ import annotations

import mimetypes
from typing import Any

from cms.blocks.body_context import absolute


def file_value(document: Any) -> dict[str, Any]:
    """Return the title, address, kind and weight of a document of Wagtail's.

    The weight is in bytes, None where Wagtail never took it. The address is that of Wagtail's
    own view, which checks who may read the file, or that of another storage.
    """
    return {
        "title": document.title,
        "filename": document.filename,
        "content-type": mimetypes.guess_type(document.filename)[0] or "application/octet-stream",
        "size": document.file_size,
        "download": absolute(document.url),
    }
