"""Bodies of pages for the tests of blocks, and what they show."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import blocks as wagtail_blocks
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file

from cms.blocks.body import BodyBlock
from cms.blocks.volto import volto_blocks
from cms.models import CycleIndexPage, CyclePage, InitiativeIndexPage, InitiativePage

CHILD = "11111111-1111-4111-8111-111111111111"
PATH = "/initiatives/redon/la-regie"


def make_document(title: str = "Délibération") -> Any:
    return get_document_model().objects.create(
        title=title, file=get_test_image_file(filename="deliberation.pdf")
    )


def make_page(*blocks: tuple[str, Any], **fields: Any) -> InitiativePage:
    """Return a page of the site whose body is made of blocks, as it comes from the database."""
    body = [
        {"id": CHILD if place == 0 else str(uuid.uuid5(uuid.UUID(CHILD), kind + str(place)))}
        | {"type": kind, "value": value}
        for place, (kind, value) in enumerate(blocks)
    ]
    index = InitiativeIndexPage.objects.get()
    return InitiativePage(
        title="La régie",
        path=f"{index.path}00010001",
        url_path=f"{index.url_path}redon/la-regie/",
        translation_key=uuid.UUID(CHILD),
        body=json.dumps(body),
        **fields,
    )


def make_live_cycles(number: int) -> list[CyclePage]:
    index = CycleIndexPage.objects.get()
    return [
        index.add_child(instance=CyclePage(title=f"Cycle {place}", live=True))
        for place in range(number)
    ]


def picture(image: Any, caption: str = "", alt: str = "Un lavoir de pierre") -> tuple[str, Any]:
    value = {"image": image.pk, "alt_text": alt, "decorative": not alt}
    return "picture", {"image": value, "caption": caption}


def link(page: Any, words: str = "la page") -> tuple[str, str]:
    return "text", f'<p><a linktype="page" id="{page.pk}">{words}</a></p>'


def urls(node: Any) -> list[str]:
    """Return the addresses of the links in a slate value, or in blocks of any depth."""
    if isinstance(node, list):
        return [url for part in node for url in urls(part)]
    if not isinstance(node, dict):
        return []
    here = [node["data"]["url"]] if node.get("type") == "link" else []
    return here + [url for part in node.values() for url in urls(part)]


def blocks_of(page, path=PATH):
    """Return the blocks in their order, the page's own title left out."""
    answer = volto_blocks(page, path)
    assert sorted(answer) == ["blocks", "blocks_layout"]
    assert sorted(answer["blocks_layout"]["items"]) == sorted(answer["blocks"])
    title, *others = [answer["blocks"][key] for key in answer["blocks_layout"]["items"]]
    assert title == {"@type": "title"}
    return others


class LetterBlock(BodyBlock):
    page = wagtail_blocks.PageChooserBlock()
    table = wagtail_blocks.RawHTMLBlock()


def with_letter_blocks(page, *children):
    stored = [{"type": kind, "value": value, "id": None} for kind, value in children]
    page.body = StreamValue(LetterBlock(), stored, is_lazy=True)
    return page


def queries_of(page):
    with CaptureQueriesContext(connection) as captured:
        volto_blocks(page, PATH)
    return len(captured)
