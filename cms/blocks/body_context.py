"""What a block needs to know of the page it stands in, to be written for API clients."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import nh3
from bs4 import BeautifulSoup, Tag
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.blocks import BoundBlock, StreamValue
from wagtail.models import Page

from cms.blocks.parts import arranged, streams_of
from cms.blocks.references import id_of
from cms.blocks.targets import Targets, read_targets
from cms.domain.sanitise import SCHEMES
from cms.listing.origin import ORIGIN
from cms.listing.pictures import picture_field, picture_scales

TAGS = (
    {"h2", "h3", "h4", "p", "div", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "hr"}
    | {"a", "b", "strong", "i", "em", "sub", "sup", "code", "br"}
    | {"figure", "figcaption", "img"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
STORED_ATTRIBUTES = ATTRIBUTES | {"a": {"href", "linktype", "id"}}
ADDRESSED = re.compile("<(?:a|img)[ >]")


@dataclass(frozen=True)
class BodyContext:
    """A page, its address (with ORIGIN for the host), and where its links lead.

    Addresses in what a block returns begin with `base`, or are those that `html` gives.
    """

    page: Page
    path: str
    targets: Targets

    @classmethod
    def of(cls, page: Page, path: str, targets: Targets | None) -> BodyContext:
        return cls(page, path, read_targets([page]) if targets is None else targets)

    @property
    def base(self) -> str:
        """The address of the page; the pictures of its body are below."""
        return f"{ORIGIN}{quote(self.path.rstrip('/'))}"

    def children(self) -> list[BoundBlock]:
        """Return the blocks of the body and of the named parts, free of the origin's sign.

        It is taken out here, so that no block written by others needs to think of it.
        """
        return arranged(*map(cleaned, streams_of(self.page)))

    def html(self, source: str) -> str:
        """Return stored rich text, or what a block renders, as plain sanitised HTML.

        Not Wagtail's own expansion: that one reads the pages of each text anew, and links
        to drafts. A link that leads nowhere public or safe leaves its text; an image of
        another site is left out, since showing it would tell that site who reads.
        """
        stored = clean(source, STORED_ATTRIBUTES)
        if not ADDRESSED.search(stored):
            return stored
        soup = BeautifulSoup(stored, "html.parser")
        for link in soup.find_all("a"):
            if href := self.href(link):
                link.attrs = {"href": href}
            else:
                link.unwrap()
        for image in soup.find_all("img"):
            source = absolute(str(image.get("src", "")))
            if source and source.startswith(ORIGIN):
                image["src"] = source
            else:
                image.decompose()
        return str(soup)

    def href(self, link: Tag) -> str | None:
        """Return where a stored link leads, or None."""
        pk = id_of(link.get("id", ""))
        match link.get("linktype"):
            case "page":
                return self.targets.address(pk, self.page) if pk else None
            case "document":
                return absolute(self.targets.documents.get(pk, "")) if pk else None
            case None:
                return absolute(str(link.get("href", "")))
        return None

    def picture(self, image: Any) -> dict[str, Any]:
        """Return an image of the body and its scales; their addresses are below `base`."""
        return picture_scales(image, picture_field(image))


def cleaned(stream: StreamValue) -> StreamValue:
    stored = json.dumps(list(stream.raw_data), cls=DjangoJSONEncoder, ensure_ascii=False)
    if ORIGIN not in stored:
        return stream
    return StreamValue(stream.stream_block, json.loads(without_origin(stored)), is_lazy=True)


def absolute(href: str) -> str | None:
    """Return an address with its origin; those within the site get the placeholder."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme in SCHEMES:
        return href
    if href.startswith("/") and not parts.netloc:
        return f"{ORIGIN}{href}"
    return href if href.startswith("#") else None


def sanitised(html: str) -> str:
    """Return HTML with the little that another site may show: no class, style or script."""
    return clean(html, ATTRIBUTES)


def clean(html: str, attributes: dict[str, set[str]]) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=attributes, url_schemes=SCHEMES, link_rel=None
    ).replace("&nbsp;", "\xa0")


def without_origin(text: Any) -> str:
    """Return a text of a page without the sign that stands for the origin."""
    return str(text).replace(ORIGIN, "")
