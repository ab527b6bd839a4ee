"""A part of a video file: what a browser asks for to jump to a chapter.

Wagtail's own view sends documents whole, and a browser then jumps nowhere.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag

PART = re.compile(r"bytes=(\d{1,18})-(\d{0,18})")
# At most so much at once: the browser asks for the rest while it plays.
MOST = 2**20


def serve_part(document: Any, request: HttpRequest) -> HttpResponse | None:
    """Answer with the part of a video that is asked for (RFC 9110, 14); else leave it to Wagtail.

    A file on another storage is not read through us: its own server knows of parts.
    """
    asked = PART.fullmatch(request.headers.get("Range", ""))
    if not asked or not document.content_type.startswith("video/") or not is_local(document):
        return None
    etag, size = quote_etag(document.file_hash), document.file.size
    if request.headers.get("If-Range", etag) != etag:
        return None
    start, end = int(asked[1]), min(int(asked[2] or size), size - 1)
    if not start <= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    end = min(end, start + MOST - 1)
    with document.file.open("rb") as file:
        file.seek(start)
        content = file.read(end - start + 1)
    return HttpResponse(
        content,
        status=206,
        content_type=document.content_type,
        headers={
            "Accept-Ranges": "bytes",
            "Content-Range": f"bytes {start}-{end}/{size}",
            "Content-Security-Policy": "default-src 'none'",
            "ETag": etag,
            "X-Content-Type-Options": "nosniff",
        },
    )


def is_local(document: Any) -> bool:
    """Tell whether a file lies on a disk of ours: only then, says Django, does it have a path."""
    try:
        return bool(document.file.path)
    except NotImplementedError:  # a storage elsewhere, which is no failure
        return False
