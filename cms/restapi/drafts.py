"""Drafts for those who may see them: by a user's rights, or by a link to one revision."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.domain.preview import InvalidPreview, open_pictures, previewed_page
from cms.listing.address import page_at
from cms.listing.draft import draft_row
from cms.listing.row import ListingRow
from cms.models.base import BasePage
from cms.restapi.asked import Asked
from cms.restapi.place import Place, Stop, way_to


def draft_place(asked: Asked, path: str) -> Place | None:
    """Return a page as its draft among the public pages above it.

    None where this request sees what everybody sees.
    """
    row = draft_at(asked, path)
    if row is None:
        return None
    above = [stop for stop in way_to(asked, path) if stop.page_id != row.page_id]
    return Place(asked, [*above, Stop(*(getattr(row, name) for name in Stop._fields))])


def draft_at(asked: Asked, path: str) -> ListingRow | None:
    """Return the row of the draft at a path, None where this request sees the public page.

    Raises:
        InvalidPreview: the link is for another page.
        PreviewGone: what the link showed was deleted.
    """
    if not asked.personal:
        return None
    found = page_at(asked.site_id, path)
    if asked.preview is not None:
        page = previewed_page(asked.preview)
        if found is None or found[0].pk != page.pk:
            raise InvalidPreview("Ce lien d’aperçu est celui d’une autre page.")
        row = draft_row(page, found[1])
        row.document = open_pictures(row.document, asked.params.one("preview"))
        return row
    page = latest(found[0], asked.reader) if found else None
    return draft_row(page, found[1]) if page else None


def latest(page: Page, reader: Any) -> BasePage | None:
    """Return a page as its latest revision has it, to a user who may edit or publish it.

    By Wagtail's own rules. None too where the public sees that very version.
    """
    permissions = page.permissions_for_user(reader)
    if not (permissions.can_edit() or permissions.can_publish()):
        return None
    public = ListingRow.objects.all().public().filter(page=page.pk)
    if not page.has_unpublished_changes and public.exists():
        return None
    draft = page.get_latest_revision_as_object()
    return draft if isinstance(draft, BasePage) else None
