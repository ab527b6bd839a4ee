"""The content of one page: its own document, and what is composed around it when read."""

from __future__ import annotations

from cms.listing.fragments import array, extended, text_of
from cms.listing.summary import FOLDERISH
from cms.restapi.batching import Batch
from cms.restapi.components import components
from cms.restapi.neighbours import neighbours
from cms.restapi.place import Place


def content(place: Place) -> str:
    """Return a page as plone.restapi serialises content, as JSON text.

    Three queries at most, this page's version among them, whatever lies below it;
    `fullobjects` gives whole documents in place of summaries.
    """
    page, asked = place.page, place.asked
    batch = Batch.of(asked.params)
    folderish = page.type in FOLDERISH
    full = folderish and asked.params.flag("fullobjects")
    around = neighbours(place, batch, folderish=folderish, full=full)
    parent = place.parent.brief if place.parent else "{}"
    more = {
        "@components": components(place),
        "parent": parent,
        "previous_item": around.previous,
        "next_item": around.following,
    }
    if folderish:
        items = [extended(child, {"parent": page.brief}) for child in around.children if full]
        more["items"] = array(items or around.children)
        more["items_total"] = text_of(around.total)
        for name, value in batch.links(asked, around.total).items():
            more[name] = text_of(value)
    return extended(page.document, more)
