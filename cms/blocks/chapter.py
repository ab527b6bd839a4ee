"""A chapter of an activity report: what it says of some pages, and these pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from cms.blocks.body import TEXT_FEATURES, BodyBlock
from cms.listing.leads import WordedLead


class ChapterPageBlock(blocks.StructBlock):
    """A page that a chapter tells of, in the report's own words if it has any."""

    page = blocks.PageChooserBlock(label="Page")
    text = blocks.TextBlock(
        label="Ce qu’en dit le rapport",
        required=False,
        rows=2,
        max_length=2000,
        help_text="Vide\xa0: le résumé de la page. Vos mots restent si la page quitte le site.",
    )

    class Meta:
        icon = "doc-empty-inverse"
        label = "Page"


class ChapterBlock(blocks.StructBlock):
    """A part of the report under its title; years are those that it covers, where it says so."""

    heading = blocks.CharBlock(label="Titre", max_length=200)
    start_year = blocks.IntegerBlock(
        label="Année de début", required=False, min_value=1900, max_value=2100
    )
    end_year = blocks.IntegerBlock(
        label="Année de fin", required=False, min_value=1900, max_value=2100
    )
    introduction = blocks.RichTextBlock(
        label="Introduction", required=False, features=TEXT_FEATURES
    )
    pages = blocks.ListBlock(ChapterPageBlock(), label="Pages", default=[], collapsed=True)

    class Meta:
        icon = "folder-open-1"
        label = "Chapitre"
        label_format = "{heading}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        start, end = cleaned["start_year"], cleaned["end_year"]
        if start and end and end < start:
            wrong = ValidationError("L’année de fin ne peut pas précéder l’année de début.")
            raise blocks.StructBlockValidationError({"end_year": wrong})
        return cleaned


class ReportBodyBlock(BodyBlock):
    """What any body is made of, and chapters among it, in the order in which they are read."""

    chapter = ChapterBlock()


def chapters_of(body: blocks.StreamValue) -> list[Any]:
    return [block.value for block in body if block.block_type == "chapter"]


def page_lines(chapter: Any) -> Iterator[tuple[int | None, str]]:
    """Yield the id of each page of a chapter, None of one that is gone, and the words on it."""
    for line in chapter["pages"]:
        yield line["page"] and line["page"].pk, line["text"] or ""


def chapters_told(body: blocks.StreamValue) -> list[dict[str, Any]]:
    """Return the chapters for clients; of their pages, what is public."""
    return [
        {
            "title": chapter["heading"] or "",
            "start_year": chapter["start_year"],
            "end_year": chapter["end_year"],
            "pages": [WordedLead(*line) for line in page_lines(chapter)],
        }
        for chapter in chapters_of(body)
    ]
