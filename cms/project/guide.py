"""The editor's guide, read in the admin from the files that everybody can read on their own."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from markdown_it import MarkdownIt

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
CONTENTS = "README"
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
# Before « : ; ? ! » and inside guillemets, French wants a space that no line breaks at.
_spaces = re.compile(r"(?<=«) | (?=[»:;?!])")
_title = re.compile(r"^# (.+)\n", re.MULTILINE)


def page(request: HttpRequest, name: str = CONTENTS) -> HttpResponse:
    """Show one page of the guide."""
    file = FOLDER / f"{name}.md"
    if not file.is_file():
        raise Http404
    text = file.read_text()
    heading = _title.match(text)
    return TemplateResponse(
        request,
        "passeur_project/guide.html",
        {
            "title": heading[1],
            "html": shown(_markdown.render(linked(text[heading.end() :]))),
            "is_contents": name == CONTENTS,
        },
    )


def linked(text: str) -> str:
    """Have links between files lead from screen to screen."""
    return re.sub(r"\]\(([a-z-]+)\.md\)", r"](../\1/)", text)


def shown(html: str) -> str:
    """Set the spaces and the tables of a page as a screen of Wagtail's does."""
    return _spaces.sub("\xa0", html).replace("<table>", '<table class="listing">')
