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

from cms.admin.attendance import attendance, attendance_sheet, may_see
from cms.admin.figures_notice import tell_mismatches
from cms.admin.plan_sessions import may_plan, plan_sessions
from cms.admin.share_preview import may_share, share_preview
from cms.admin.vivier import VivierViewSet
from cms.film_parts import serve_part
from cms.listing.visibility import is_staff_only
from cms.models.cycle import CyclePage
from cms.models.session import SessionPage
from cms.web import play_mark


@hooks.register("register_admin_viewset")
def register_vivier() -> ViewSet:
    return VivierViewSet()


@hooks.register("register_admin_urls")
def register_screens_of_pages() -> list[Any]:
    return [
        path("apercu/<int:page_id>/", share_preview, name="passeur_share_preview"),
        path("prochaines-reunions/<int:page_id>/", plan_sessions, name="passeur_plan_sessions"),
        path("presences/<int:page_id>/", attendance, name="passeur_attendance"),
        path("emargement/<int:page_id>/", attendance_sheet, name="passeur_attendance_sheet"),
    ]


@hooks.register("register_image_operations")
def register_play_mark() -> list[Any]:
    return [(play_mark.NAME, play_mark.PlayMark)]


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


@hooks.register("register_page_header_buttons")
def meeting_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a session and from a cycle to the screens for who meets."""
    for label, name, icon, allowed in (
        ("Prévoir les prochaines réunions", "passeur_plan_sessions", "date", may_plan(user, page)),
        (
            "Feuille d’émargement",
            "passeur_attendance_sheet",
            "clipboard-list",
            may_see(user, page, SessionPage),
        ),
        ("Présences", "passeur_attendance", "group", may_see(user, page, CyclePage)),
    ):
        if allowed:
            yield Button(label, url=reverse(name, args=[page.pk]), icon_name=icon, priority=67)


hooks.register("before_serve_document", serve_part, order=100)  # after Wagtail's restrictions
hooks.register("after_create_page", tell_mismatches)
hooks.register("after_edit_page", tell_mismatches)
