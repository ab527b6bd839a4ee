"""Chapters of activity reports for tests, as the database stores them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

Stored = dict[str, Any]


def line(page: Page | int | None, text: str = "") -> Stored:
    """Return what is stored of a page that a chapter tells of, and of the words on it."""
    return {"page": page.pk if isinstance(page, Page) else page, "text": text}


def chapter(heading: str, *lines: Stored, **fields: Any) -> Stored:
    empty = {"start_year": None, "end_year": None, "introduction": ""}
    value = empty | {"heading": heading, "pages": list(lines)} | fields
    return {"type": "chapter", "value": value}


def body_of(blocks: Iterable[Stored]) -> str:
    return json.dumps(list(blocks))
