"""Turning HTML that others wrote into the little that a page of ours may hold.

Everything foreign passes here before it is stored: imported descriptions, whatever else a
catalogue calls text, and what members answer in forms. What remains of HTML is headings,
paragraphs, lists, links and emphasis, in the form Wagtail's rich text knows; attributes,
styles, scripts, frames and images are gone. Cleaning twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin, urlsplit

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag

SCHEMES = {"http", "https", "mailto", "tel"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol"}
EMPHASIS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
BLOCKS = (
    {"address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt"}
    | {"figcaption", "figure", "footer", "header", "hr", "li", "main", "nav", "p", "pre"}
    | {"section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | HEADINGS
    | LISTS
)
SPACES = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break spaces of French typography
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control signs, halves of characters, what no standard defines, and what is not seen but
# changes what is: marks that turn the direction of writing, and the like.
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs"}
JOINERS = {"\u200c", "\u200d"}  # of Persian words and of emoji
EDGES = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")


def rich_text(html: str, base_url: str = "") -> str:
    """Return foreign HTML as rich text that Wagtail can store and show.

    Headings are shifted so that the highest is `h2`, under the page's own title. Relative
    links are completed with `base_url`; a link that leads nowhere safe leaves its text.
    """
    cleaned = nh3.clean(
        html, tags=BLOCKS | {*EMPHASIS, "a", "br"}, attributes={"a": {"href"}}, link_rel=None
    )
    blocks = list(_blocks(BeautifulSoup(cleaned, "html.parser"), base_url))
    levels = sorted({tag for tag, _ in blocks if tag in HEADINGS})
    shifted = {tag: f"h{min(place, 4)}" for place, tag in enumerate(levels, start=2)}
    written = "".join(_element(shifted.get(tag, tag), inner) for tag, inner in blocks)
    # Our own writing is trusted no more than theirs: the last word is the sanitiser's.
    return nh3.clean(
        written,
        tags={"h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em", "br"},
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
    ).replace("&nbsp;", "\xa0")


def text_of(html: str) -> str:
    """Return the words of foreign HTML, one line a block; entities are decoded once."""
    soup = BeautifulSoup(rich_text(html), "html.parser")
    for br in soup.find_all("br"):
        br.replace_with("\n")
    for item in soup.find_all("li"):
        item.insert(0, "- ")
    for block in soup.find_all(["h2", "h3", "h4", "p", "li"]):
        block.insert(0, "\n")
    lines = (SPACES.sub(" ", line).strip() for line in soup.get_text().split("\n"))
    return "\n".join(line for line in lines if line)


def plain_text(text: str) -> str:
    """Return text that somebody typed without the signs that no reader can see."""
    text = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text))
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or sign in JOINERS or unicodedata.category(sign) not in UNSEEN
    ).strip()


def paragraphs(text: str) -> str:
    """Return typed text as rich text: what looks like HTML in it stays words."""
    blocks = re.split(r"\n\s*\n", plain_text(text))
    return rich_text(
        "".join(f"<p>{escape(block.strip()).replace(chr(10), '<br>')}</p>" for block in blocks)
    )


def _blocks(node: Tag, base_url: str) -> Iterator[tuple[str, str]]:
    """Yield tag and inner HTML of each block under a node; loose text becomes a paragraph."""
    tag = node.name if node.name in HEADINGS else "p"
    inline = ""
    for child in node.children:
        if isinstance(child, Tag) and _holds_blocks(child):
            yield from _if_filled(tag, inline)
            inline = ""
            if child.name in LISTS:
                yield from _if_filled(child.name, _items(child, base_url))
            else:
                yield from _blocks(child, base_url)
        else:
            inline += _inline(child, base_url)
    yield from _if_filled(tag, inline)


def _holds_blocks(node: Tag) -> bool:
    if node.name in EMPHASIS:
        return node.find(list(BLOCKS)) is not None
    return node.name in BLOCKS


def _if_filled(tag: str, inner: str) -> Iterator[tuple[str, str]]:
    inner = _trimmed(inner)
    if inner:
        yield tag, inner


def _items(node: Tag, base_url: str) -> str:
    """Return the `li` elements of a list; whatever else stands in it becomes an item too."""
    items = ""
    for child in node.children:
        if isinstance(child, NavigableString):
            items += _element("li", _trimmed(_inline(child, base_url)))
        elif child.name in LISTS:
            items += _items(child, base_url)
        else:
            blocks = list(_blocks(child, base_url))
            lines = "<br/>".join(inner for tag, inner in blocks if tag not in LISTS)
            nested = [(tag, inner) for tag, inner in blocks if tag in LISTS]
            if lines:
                items += _element("li", lines + "".join(_element(*block) for block in nested))
            else:
                items += "".join(inner for _, inner in nested)
    return items


def _inline(node: NavigableString | Tag, base_url: str) -> str:
    if isinstance(node, NavigableString):
        return escape(SPACES.sub(" ", node), quote=False)
    if node.name == "br":
        return "<br/>"
    inner = "".join(_inline(child, base_url) for child in node.children)
    if node.name in BLOCKS:
        return f" {inner} "
    if not _trimmed(inner):
        return inner
    if node.name in EMPHASIS:
        return _element(EMPHASIS[node.name], inner)
    href = _safe_href(str(node.get("href", "")), base_url)
    nested = "<a " in inner  # HTML knows no link in a link: a browser would end the first
    return f'<a href="{escape(href)}">{inner}</a>' if href and not nested else inner


def _safe_href(href: str, base_url: str) -> str:
    try:
        address = urljoin(base_url, href.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    reaches = parts.netloc if parts.scheme in {"http", "https"} else parts.path
    return address if parts.scheme in SCHEMES and reaches else ""


def _element(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _trimmed(inner: str) -> str:
    return EDGES.sub("", SPACES.sub(" ", inner))
