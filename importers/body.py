"""Between the clean HTML of a record and the blocks of a page's body, both ways."""

from __future__ import annotations

from html import escape
from itertools import groupby

from bs4 import BeautifulSoup, Tag
from wagtail.blocks import StreamValue

from cms.domain.sanitise import rich_text

HEADING_LENGTH = 120  # of the heading block


def blocks_of(html: str) -> list[tuple[str, str]]:
    """Return heading and text blocks; the text block knows one level of title, `h3`."""
    soup = BeautifulSoup(html, "html.parser")
    for title in soup.find_all("h4"):
        title.name = "h3"
    for title in soup.find_all("h2"):
        if len(title.get_text()) > HEADING_LENGTH:
            title.name = "h3"
    blocks = []
    for is_heading, elements in groupby(soup.children, lambda element: element.name == "h2"):
        if is_heading:
            blocks += [("heading", element.get_text().strip()) for element in elements]
        else:
            blocks.append(("text", "".join(_html(element) for element in elements)))
    return blocks


def html_of(body: StreamValue) -> str:
    """Return the body as the HTML it would have come from.

    Blocks that no import makes stand as marks, so that a body which staff has worked on
    never equals the imported one.
    """
    return "".join(_block_html(child.block_type, child.value) for child in body)


def canonical(html: str) -> str:
    """Return what `html_of` gives back for a body made by `blocks_of`."""
    return "".join(_block_html(kind, value) for kind, value in blocks_of(html))


def _block_html(kind: str, value: object) -> str:
    if kind == "heading":
        return f"<h2>{escape(str(value), quote=False)}</h2>"
    if kind == "text":
        # Draftail adds attributes of its own to what an editor saves untouched.
        source = getattr(value, "source", value)
        return rich_text(f"<h2>x</h2>{source}").removeprefix("<h2>x</h2>")
    return f"<!-- {kind} -->"


def _html(element: object) -> str:
    return element.decode(formatter="minimal") if isinstance(element, Tag) else ""
