"""A chapter of an activity report as plain HTML, for clients of the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.blocks.body_context import BodyContext, without_origin
from cms.blocks.chapter import page_lines
from cms.listing.leads import brief
from cms.web.cards import years_text


def chapter_html(value: Any, body: BodyContext) -> str:
    """Return title, introduction and pages; what is said of a page stays when it goes."""
    years = years_text(value["start_year"], value["end_year"])
    heading = ", ".join(filter(None, (value["heading"], years)))
    lines = format_html_join("", "<li>{}</li>", ((line,) for line in shown_lines(value, body)))
    return format_html("<h2>{}</h2>", heading) + (
        body.html(value["introduction"].source)
        + (format_html("<ul>{}</ul>", lines) if lines else "")
    )


def shown_lines(value: Any, body: BodyContext) -> Iterator[SafeString]:
    for page_id, words in page_lines(value):
        told = brief(page_id, body.page, body.targets) if page_id else None
        if told:
            title, words = (
                without_origin(told["title"]),
                words or without_origin(told["description"]),
            )
            link = format_html('<a href="{}">{}</a>', told["@id"], title)
            yield format_html("{}\xa0: {}", link, words) if words else link
        elif words:
            yield format_html("{}", words)
