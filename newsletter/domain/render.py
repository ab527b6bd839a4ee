"""Rendering a letter to HTML: the pack's MJML templates, filled, checked, converted.

Templates are files of a pack, which we trust; content is only ever a value that the
template engine escapes, so nothing in it is executed or becomes markup.
"""

from __future__ import annotations

from typing import Any

import mjml
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from newsletter.domain import validate
from newsletter.domain.images import LARGE, SMALL, Show
from newsletter.domain.letter import Letter, Section
from newsletter.domain.validate import InvalidLetter
from themes.registry import Pack

WARN_BYTES = 90_000
"""Mail programs cut what is longer than about 102 KB, and relays add to it."""
MAX_BYTES = 100_000


def html(letter: Letter, show: Show, unsubscribe_url: str = "") -> str:
    """Return the letter as a complete HTML document.

    Args:
        show: where its pictures are (see `images`).
        unsubscribe_url: left out in the archive, which belongs to nobody.

    Raises:
        InvalidLetter: a template of the pack is not sound; the message names the block.
    """
    context = {"letter": letter, "pack": letter.pack, "unsubscribe_url": unsubscribe_url}
    bodies = [_block(section, context, show) for section in letter.sections]
    # The blocks are ours, already escaped and checked one by one.
    context["blocks"] = [mark_safe(body) for body in bodies]  # noqa: S308 -- blocks escape
    source = _fill("letter", context, "mise en page")
    validate.check(source, "mise en page")
    return convert(source)


def convert(source: str) -> str:
    """Turn valid MJML into HTML that asks nothing of a third party: no web font, no icon."""
    return mjml.mjml2html(source, disable_comments=True, fonts={})


def _block(section: Section, context: dict[str, Any], show: Show) -> str:
    name = f"« {section.label} »"
    values = {"section": section, "picture_url": _picture_url(section, context["pack"], show)}
    body = _fill(f"blocks/{section.name}", context | values, name)
    validate.check(f"<mjml><mj-body>{body}</mj-body></mjml>", name)
    return body


def _picture_url(section: Section, pack: Pack, show: Show) -> str:
    picture = section.shown.picture if section.shown else section.picture
    if picture is None:
        return ""
    size = SMALL if section.name == "initiative" else LARGE
    return show(picture, pack, size, section.name != "image")


def _fill(name: str, context: dict[str, Any], block: str) -> str:
    pack = context["pack"]
    try:
        return render_to_string(f"pack/{pack.name}/email/{name}.mjml", context)
    except TemplateDoesNotExist as error:
        raise InvalidLetter(
            f"Bloc {block} : le gabarit email/{name}.mjml manque dans la charte « {pack.title} »."
        ) from error
