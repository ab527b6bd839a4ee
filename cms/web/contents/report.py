"""What the page of an activity report shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.blocks.chapter import chapters_of, page_lines
from cms.blocks.parts import streams_of
from cms.listing.row import ListingRow
from cms.web.body import blocks_of
from cms.web.cards import WHEN, years_text
from cms.web.contents.kinds import Contents
from cms.web.contents.related import public_rows
from cms.web.files import document_of
from cms.web.navigation import url_of
from themes.registry import Pack


def report(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    body, editorial = streams_of(page)
    lines = (line for chapter in chapters_of(body) for line in page_lines(chapter))
    rows = public_rows((page_id for page_id, _ in lines), site)
    return {
        "year": str(page.year),
        "editorial": blocks_of(editorial, pack),
        "signatories": [line.told() for line in page.signatories.select_related("organisation")],
        "body": [
            shown._replace(value=shown_chapter(block.value, rows))
            if block.block_type == "chapter"
            else shown
            for block, shown in zip(body, blocks_of(body, pack), strict=True)
        ],
        "documents": [document_of(line) for line in page.documents.select_related("document")],
    }


def shown_chapter(value: Any, rows: dict[int, ListingRow]) -> Contents:
    return {
        "heading": value["heading"],
        "years": years_text(value["start_year"], value["end_year"]),
        "introduction": value["introduction"],
        "lines": list(shown_lines(value, rows)),
    }


def shown_lines(value: Any, rows: dict[int, ListingRow]) -> Iterator[Contents]:
    """Yield what a chapter says of its pages; of one that is not public, its own words alone."""
    for page_id, words in page_lines(value):
        if row := rows.get(page_id):
            when = WHEN[row.type](row) if row.type in WHEN else ""
            yield {
                "title": row.title,
                "url": url_of(row),
                "about": ", ".join(filter(None, (row.type_label, row.member, when))),
                "text": words or row.description,
            }
        elif words:
            yield {"text": words}
