"""A draft as the row that it would have: never stored, for the few who may see it."""

from __future__ import annotations

import json

from django.utils import timezone
from wagtail.models import Page

from cms.blocks.references import picture_ids
from cms.listing.address import Address
from cms.listing.build import Context, build_row, read_context
from cms.listing.fragments import text_of
from cms.listing.row import ListingRow
from cms.models.base import BasePage


def draft_row(page: BasePage, address: Address) -> ListingRow:
    """Return the row of a page as one of its revisions has it, unsaved.

    As if it were published at its last change; only its `review_state` tells that it is
    not. The address is the page's own, since a draft may hold another slug.
    """
    changed = page.latest_revision_created_at or timezone.now()
    page.first_published_at = page.first_published_at or changed
    page.last_published_at = changed
    row, _ = build_row(page, address, draft_context(page))
    row.parent_id = (
        Page.objects.filter(path=page.path[: -page.steplen]).values_list("pk", flat=True).first()
    )
    row.picture_ids = picture_ids(page)
    state = review_state(page)
    row.brief, row.document = (with_state(text, state) for text in (row.brief, row.document))
    return row


def draft_context(page: BasePage) -> Context:
    """Return what a draft's row is made of, with the draft's own topics, tags and territories.

    The database holds those of the page that is online.
    """
    context = read_context([page])
    if hasattr(page, "topics"):
        context.topics[page.pk] = sorted(page.topics.all(), key=lambda topic: topic.title)
    if hasattr(page, "tags"):
        context.tags[page.pk] = [tag.name for tag in page.tags.all()]
    if hasattr(page, "page_territories"):
        context.territories[page.pk] = [link.territory for link in page.page_territories.all()]
    return context


def review_state(page: Page) -> str:
    """Return Plone's word for where a page stands: private, pending or published."""
    if page.workflow_in_progress:
        return "pending"
    return "published" if page.live else "private"


def with_state(text: str, state: str) -> str:
    return text_of({**json.loads(text), "review_state": state})


def pictures_of(page: BasePage) -> set[int]:
    """Return the ids of all images that a draft shows."""
    shown = page.listing_image()
    return {*picture_ids(page), *([shown[0].pk] if shown else [])}
