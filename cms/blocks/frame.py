"""What a page shows around its body, as Volto blocks: its type and its fields decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html, format_html_join, linebreaks
from wagtail.models import Page

from cms.blocks.body_context import BodyContext, without_origin
from cms.blocks.conversions import caption_block, image_block
from cms.blocks.registry import VoltoBlock
from cms.blocks.slate import element, slate_block, slate_values
from cms.domain.videos import clock
from cms.listing.files import file_value

# What Volto's video block plays, and shows without an error: it looks for "list" and "live"
# anywhere in the address, the video's own number included (Blocks/Video/Body.jsx).
PLAYABLE = re.compile(
    r"https://(?!.*(?:list|live))(?:(?:www\.)?youtube\.com/watch\?v=|youtu\.be/)[\w-]+"
    r"|https://(?:www\.|player\.)?vimeo\.com/(?:video/)?\d+"
    r"|https://[^?#]+\.mp4"
)


def frame_blocks(page: Page, body: BodyContext) -> Iterator[tuple[str, VoltoBlock]]:
    """Yield what stands before the body, each with a name of its own."""
    yield "title", {"@type": "title"}
    if getattr(page, "summary", ""):
        yield "description", {"@type": "description"}
    if page.portal_type == "Video":
        yield from video_blocks(page, body)
    else:
        yield from picture_blocks(page, body)
    if page.listed_types:
        yield "listing", listing_block(page, body)


def picture_blocks(page: Page, body: BodyContext) -> Iterator[tuple[str, VoltoBlock]]:
    """Yield the main picture and its credit, where there are any."""
    shown = page.listing_image()
    if shown is None:
        return
    image, alt = shown
    yield "image", image_block(image, "image", alt, body)
    if credit := without_origin(getattr(image, "credit", "")):
        yield "credit", caption_block(credit)


def video_blocks(page: Page, body: BodyContext) -> Iterator[tuple[str, VoltoBlock]]:
    """Yield the video, or its picture and a link where it cannot be played; chapters, transcript.

    The poster is ours, or there is no player: without `preview_image` Volto asks the provider
    for one. Volto completes its address with `/@@images/image`.
    """
    url = file_value(page.file)["download"] if page.file_id else without_origin(page.video_url)
    if PLAYABLE.fullmatch(url) and page.listing_image():
        yield "video", {"@type": "video", "url": url, "preview_image": body.base}
    else:
        yield from picture_blocks(page, body)
        if url:
            link = element("link", {"text": "Regarder la vidéo"}, url=url)
            yield "video", slate_block(element("p", link))
    lines = [f"{clock(each.seconds)} {without_origin(each.title)}" for each in page.chapters.all()]
    yield from part("chapters", "Chapitres", format_html_join("", "<p>{}</p>", zip(lines)))
    text = without_origin(page.transcript)
    yield from part("transcript", "Transcription", text and linebreaks(text, autoescape=True))


def part(name: str, heading: str, html: str) -> Iterator[tuple[str, VoltoBlock]]:
    """Yield a heading and the text below it, where there is any."""
    values = slate_values(f"<h2>{heading}</h2>{html}") if html else None
    for number, value in enumerate(values or []):
        yield f"{name}-{number}", slate_block(value)


def source_blocks(
    provenance: dict[str, Any] | None, body: BodyContext
) -> Iterator[tuple[str, VoltoBlock]]:
    """Yield where an imported page comes from and its licence, which wants to be named.

    Volto shows nothing of a page but its blocks.
    """
    if provenance is None:
        return
    parts = [
        ("Source\xa0: ", provenance["source"], provenance["source_url"]),
        ("", "Fiche d’origine" if provenance["original_url"] else "", provenance["original_url"]),
        ("Licence\xa0: ", provenance["licence"], provenance["licence_url"]),
    ]
    said = (
        format_html('{0}<a href="{1}">{2}</a>' if url else "{0}{2}", label, url, text)
        for label, text, url in parts
        if text
    )
    html = body.html(f"<p>{' – '.join(said)}</p>")
    for number, value in enumerate(slate_values(html) or []):
        yield f"source-{number}", slate_block(value)


def listing_block(page: Page, body: BodyContext) -> VoltoBlock:
    """Return the list of the pages of some types, below this one or anywhere, in its order."""
    types = {
        "i": "portal_type",
        "o": "plone.app.querystring.operation.selection.any",
        "v": list(page.listed_types),
    }
    below = {
        "i": "path",
        "o": "plone.app.querystring.operation.string.absolutePath",
        "v": body.path,
    }
    sort_on, sort_order = page.listed_order
    return {
        "@type": "listing",
        "variation": "summary",
        "querystring": {
            "query": [types] if page.lists_whole_site else [types, below],
            "sort_on": sort_on,
            "sort_order": sort_order,
            "b_size": "25",
        },
    }
