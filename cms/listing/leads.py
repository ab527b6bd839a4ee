"""Pages that another leads to by choice: told as long as the public may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cms.blocks.targets import Targets


@dataclass(frozen=True)
class Lead:
    """A page that was chosen, among the fields of another. May be a draft: nothing is told yet."""

    page_id: int | None


@dataclass(frozen=True)
class WordedLead(Lead):
    """A page that was chosen, and what is said of it there, which stays when the page goes."""

    text: str


def followed(fields: Any, source: Page, targets: Targets) -> Any:
    """Return fields with a summary in place of each lead.

    One to a page that is not public is None, and left out of a list: a trace of it would
    tell that there is such a page.
    """
    match fields:
        case WordedLead(page_id, text):
            page = page_id and brief(page_id, source, targets)
            return {"page": page or None, "text": text} if page or text else None
        case Lead(page_id):
            return page_id and brief(page_id, source, targets)
        case dict():
            return {name: followed(value, source, targets) for name, value in fields.items()}
        case list():
            told = (followed(value, source, targets) for value in fields)
            return [value for value in told if value is not None]
    return fields


def brief(page_id: int, source: Page, targets: Targets) -> dict[str, Any] | None:
    """Return what Plone says of a related item.

    Nothing of one that is to expire: it leaves at its very minute, before any tick could
    rewrite what is told here.
    """
    target = targets.pages.get(page_id)
    if target is None or target.page.expire_at:
        return None
    page = target.page
    return {
        "@id": targets.address(page_id, source),
        "@type": getattr(page, "portal_type", "Document"),
        "title": page.title,
        "description": getattr(page, "summary", page.search_description),
        "review_state": "published",
        "type_title": getattr(page, "type_label", ""),
    }
