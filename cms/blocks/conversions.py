"""Our own blocks as HTML and as Volto blocks."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.blocks.body_context import BodyContext, without_origin
from cms.blocks.chapter_html import chapter_html
from cms.blocks.comparison_html import comparison_html
from cms.blocks.excerpt import ExcerptValue
from cms.blocks.figures_html import figures_html
from cms.blocks.registry import VoltoBlock, register_block
from cms.blocks.slate import element, slate_block
from cms.listing.pictures import picture_field, picture_scales


def heading(value: str, body: BodyContext) -> str:
    return format_html("<h2>{}</h2>", value)


def text(value: RichText, body: BodyContext) -> str:
    return body.html(value.source)


def key_figure(value: Any, body: BodyContext) -> str:
    return format_html("<p><strong>{}</strong> {}</p>", value["value"], value["label"])


def quote(value: Any, body: BodyContext) -> str:
    author = format_html("<p>—\xa0{}</p>", value["author"]) if value["author"] else ""
    return format_html("<blockquote><p>{}</p></blockquote>{}", value["text"], author)


def excerpt(value: ExcerptValue, body: BodyContext) -> str:
    """Return the words of others and, in a sentence of ours, where they come from."""
    url, day, licence = value["url"], value.consulted_text, value["licence"]
    said = format_html(
        "<p>Texte repris\xa0: {}{}{}</p>",
        format_html('<a href="{}">{}</a>', url, value["source"]) if url else value["source"],
        f", consulté le {day}" if day else "",
        f" – Licence\xa0: {licence}" if licence else "",
    )
    return f"<blockquote>{body.html(value['text'].source)}</blockquote>{body.html(said)}"


def picture(value: Any, body: BodyContext) -> str:
    image = value["image"]
    if image is None:  # it was deleted
        return ""
    scale = body.picture(image)["scales"]["great"]
    caption = caption_of(value)
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}" height="{}">{}</figure>',
        f"{body.base}/{scale['download']}",
        image.contextual_alt_text or "",
        scale["width"],
        scale["height"],
        format_html("<figcaption>{}</figcaption>", caption) if caption else "",
    )


def picture_blocks(value: Any, body: BodyContext) -> Iterable[VoltoBlock]:
    image = value["image"]
    if image is None:
        return
    yield image_block(image, picture_field(image), image.contextual_alt_text or "", body)
    if caption := caption_of(value):
        yield caption_block(caption)


def caption_of(value: Any) -> str:
    texts = (value["caption"] or "", getattr(value["image"], "credit", ""))
    return without_origin(" – ".join(text for text in texts if text))


def image_block(image: Any, field: str, alt: str, body: BodyContext) -> VoltoBlock:
    """Return Volto's image block; `field` is the name of `cms.listing.pictures`.

    `url` is the picture itself, for a client that shows just that. Volto finds the scales
    below `base_path` (helpers/Url/Url.js, flattenScales).
    """
    scales = scales_of(image, field)
    return {
        "@type": "image",
        "url": f"{body.base}/{scales['download']}",
        "alt": without_origin(alt),
        "align": "center",
        "size": "l",
        "image_field": field,
        "image_scales": {field: [{**scales, "base_path": body.base}]},
    }


def scales_of(image: Any, field: str) -> dict[str, Any]:
    kind = mimetypes.guess_type(image.filename)[0]
    return {**picture_scales(image, field), "content-type": kind, "filename": image.filename}


def caption_block(caption: str) -> VoltoBlock:
    """Return what is said of a picture as a text: Volto's image block has no place for it."""
    return slate_block(element("p", element("em", {"text": caption})))


def teaser(page: Page | None, body: BodyContext) -> str:
    """Return a link to a page that a block has chosen; nothing when it is not public."""
    if not (page and (target := body.targets.pages.get(page.pk))):
        return ""
    address = body.targets.address(page.pk, body.page)
    return format_html('<p><a href="{}">{}</a></p>', address, without_origin(target.page.title))


def teaser_blocks(page: Page | None, body: BodyContext) -> Iterable[VoltoBlock]:
    if not (page and (target := body.targets.pages.get(page.pk))):
        return
    chosen = target.page
    title = without_origin(chosen.title)
    description = without_origin(getattr(chosen, "summary", chosen.search_description))
    shown = chosen.listing_image() if hasattr(chosen, "listing_image") else None
    href = {
        "@id": body.targets.address(page.pk, body.page),
        "@type": getattr(chosen, "portal_type", "Document"),
        "title": title,
        "Title": title,
        "description": description,
        "Description": description,
        "hasPreviewImage": shown is not None,
        "image_field": "image" if shown else "",
        "image_scales": {"image": [scales_of(shown[0], "image")]} if shown else None,
    }
    yield {"@type": "teaser", "href": [href], "title": title, "description": description}


register_block("heading", heading)
register_block("text", text)
register_block("key_figure", key_figure)
register_block("quote", quote)
register_block("excerpt", excerpt)
register_block("picture", picture, picture_blocks)
register_block("figures", figures_html)
register_block("comparison", comparison_html)
register_block("chapter", chapter_html)
register_block("page", teaser, teaser_blocks)
