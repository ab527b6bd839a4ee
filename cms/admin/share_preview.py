"""The screen from which an editor sends somebody a link to a draft."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from wagtail.models import Page

from cms.domain.preview import (
    front_end_address,
    make_preview_token,
    moment,
    preview_address,
    read_preview_token,
)
from cms.models.base import BasePage


def may_share(user: Any, page: Page) -> bool:
    """Tell whether a user may send links to a page: who may edit it, once it has a revision."""
    ours = page.specific_class is not None and issubclass(page.specific_class, BasePage)
    saved = page.latest_revision_id is not None and page.get_site() is not None
    return ours and saved and page.permissions_for_user(user).can_edit()


def share_preview(request: HttpRequest, page_id: int) -> TemplateResponse:
    """Show a link to the latest revision. Made anew at each visit: nothing is stored."""
    page = get_object_or_404(Page.objects.select_related("latest_revision"), pk=page_id)
    if not may_share(request.user, page):
        raise PermissionDenied
    revision = page.latest_revision
    token = make_preview_token(revision)
    links = [
        {"id": "web", "label": "Lien vers notre site", "url": preview_address(page, token)},
        {
            "id": "front-end",
            "label": "Lien vers le site séparé",
            "url": front_end_address(page, token),
        },
    ]
    return TemplateResponse(
        request,
        "passeur_cms/share_preview.html",
        {
            "page": page,
            "title": page.get_admin_display_title(),
            "saved": moment(revision.created_at),
            "expires": moment(read_preview_token(token).expires_at),
            "links": [link for link in links if link["url"]],
        },
    )
