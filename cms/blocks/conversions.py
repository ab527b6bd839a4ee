"""Our own blocks as HTML and as Volto blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.blocks.body_context import BodyContext, picture_field, without_origin
from cms.blocks.registry import VoltoBlock, register_block
from cms.blocks.slate import element, slate_block
from cms.listing.pictures import picture_scales


def heading(value: str, body: BodyContext) -> str:
    return format_html("<h2>{}</h2>", value)


def text(value: RichText, body: BodyContext) -> str:
    return body.html(value.source)


def key_figure(value: Any, body: BodyContext) -> str:
    return format_html("<p><strong>{}</strong> {}</p>", value["value"], value["label"])


def quote(value: Any, body: BodyContext) -> str:
    author = format_html("<p>—\xa0{}</p>", value["author"]) if value["author"] else ""
    return format_html("<blockquote><p>{}</p></blockquote>{}", value["text"], author)


def picture(value: Any, body: BodyContext) -> str:
    image = value["image"]
    if image is None:
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
    """Yield Volto's image, and its caption as a text: the image block has none."""
    image = value["image"]
    if image is None:
        return
    field = picture_field(image)
    yield image_block(body, body.picture(image), field, image.contextual_alt_text or "")
    if caption := caption_of(value):
        yield slate_block(element("p", element("em", {"text": caption})))


def caption_of(value: Any) -> str:
    texts = (value["caption"] or "", getattr(value["image"], "credit", ""))
    return without_origin(" – ".join(text for text in texts if text))


def image_block(body: BodyContext, scales: dict[str, Any], field: str, alt: str) -> VoltoBlock:
    """Return Volto's image block.

    `url` is the picture itself, for a client that shows just that. Volto finds the scales
    below `base_path` (helpers/Url/Url.js, flattenScales).
    """
    return {
        "@type": "image",
        "url": f"{body.base}/{scales['download']}",
        "alt": without_origin(alt),
        "align": "center",
        "size": "l",
        "image_field": field,
        "image_scales": {field: [{**scales, "base_path": body.base}]},
    }


def teaser_blocks(page: Page | None, body: BodyContext) -> Iterable[VoltoBlock]:
    """Yield the teaser of a page that a block has chosen; nothing when it is not public."""
    target = body.target(page)
    if target is None:
        return
    chosen, address = target.page, body.targets.address(target.page.pk, body.page)
    title = without_origin(chosen.title)
    description = without_origin(getattr(chosen, "summary", chosen.search_description))
    href = {
        "@id": address,
        "@type": getattr(chosen, "portal_type", "Document"),
        "title": title,
        "Title": title,
        "description": description,
        "Description": description,
        "hasPreviewImage": False,
    }
    found = chosen.listing_image() if hasattr(chosen, "listing_image") else None
    if found:
        scales = {"image": [picture_scales(found[0], "image")]}
        href |= {"hasPreviewImage": True, "image_field": "image", "image_scales": scales}
    yield {"@type": "teaser", "href": [href], "title": title, "description": description}


def teaser_html(page: Page | None, body: BodyContext) -> str:
    target = body.target(page)
    if target is None:
        return ""
    address = body.targets.address(target.page.pk, body.page)
    return format_html('<p><a href="{}">{}</a></p>', address, without_origin(target.page.title))


register_block("heading", heading)
register_block("text", text)
register_block("key_figure", key_figure)
register_block("quote", quote)
register_block("picture", picture, picture_blocks)
register_block("page", teaser_html, teaser_blocks)
