"""What the cms adds to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.admin.content_checker import check_our_way
from cms.admin.editing_notice import tell_hints
from cms.admin.figures_notice import tell_mismatches
from cms.admin.image_notice import (
    refuse_approval,
    refuse_bulk_publication,
    refuse_publication,
    tell_missing_licences,
    tell_missing_licences_of_all,
)
from cms.admin.share_preview import may_share, share_preview
from cms.admin.vivier import VivierViewSet
from cms.listing.visibility import is_staff_only


@hooks.register("register_admin_viewset")
def register_vivier() -> ViewSet:
    return VivierViewSet()


@hooks.register("register_admin_urls")
def register_share_preview() -> list[Any]:
    return [path("apercu/<int:page_id>/", share_preview, name="passeur_share_preview")]


@hooks.register("after_publish_page")
def say_what_stays_with_staff(request: HttpRequest, page: Page) -> None:
    """Tell whoever publishes such a page what Wagtail does not: that nobody else sees it."""
    if is_staff_only(page):
        messages.warning(
            request, f"«\u00a0{page.title}\u00a0» reste entre vous\u00a0: le site ne le montre pas."
        )


@hooks.register("register_page_header_buttons")
def share_preview_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if may_share(user, page):
        address = reverse("passeur_share_preview", args=[page.pk])
        yield Button("Partager un aperçu", url=address, icon_name="link", priority=66)


for tell in (tell_mismatches, tell_hints):
    hooks.register("after_create_page", tell)
    hooks.register("after_edit_page", tell)
hooks.register("construct_wagtail_userbar", check_our_way)
hooks.register("before_publish_page", refuse_publication)
hooks.register("before_edit_page", refuse_approval)
hooks.register("before_bulk_action", refuse_bulk_publication)
hooks.register("after_publish_page", tell_missing_licences)
hooks.register("after_bulk_action", tell_missing_licences_of_all)
