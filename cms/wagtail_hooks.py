"""What the cms adds to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.admin.attendance import attendance, attendance_sheet, may_see
from cms.admin.bulk_archive import ArchiveBulkAction
from cms.admin.bulk_labels import TerritoriesBulkAction, TopicsBulkAction
from cms.admin.content_checker import check_our_way
from cms.admin.contribution_list import folder_of
from cms.admin.contributions import ContributionViewSet
from cms.admin.dashboard import TodoPanel, see_all
from cms.admin.duplicate import LABEL, duplicate_page
from cms.admin.first_steps import FirstStepsViewSet
from cms.admin.image_notice import (
    refuse_approval,
    refuse_bulk_publication,
    refuse_publication,
    tell_missing_licences,
    tell_missing_licences_of_all,
)
from cms.admin.known_pages import known_to
from cms.admin.notices import tell
from cms.admin.plan_sessions import may_plan, plan_sessions
from cms.admin.report_chapters import TITLE as DRAW_CHAPTERS
from cms.admin.report_chapters import draw_chapters, may_draw
from cms.admin.share_preview import may_share, share_preview
from cms.admin.team import TeamViewSet
from cms.admin.vivier import VivierViewSet
from cms.domain.duplicates import has_model
from cms.film_parts import serve_part
from cms.listing.visibility import is_staff_only
from cms.models.cycle import CyclePage
from cms.models.session import SessionPage
from cms.web import play_mark


@hooks.register("register_admin_viewset")
def register_vivier() -> ViewSet:
    return VivierViewSet()


@hooks.register("register_admin_viewset")
def register_team() -> ViewSet:
    return TeamViewSet()


@hooks.register("register_admin_viewset")
def register_first_steps() -> ViewSet:
    return FirstStepsViewSet()


@hooks.register("register_admin_viewset")
def register_contributions() -> ViewSet:
    return ContributionViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for name, label, message in (
        ("ask", "Demander une contribution", "Contribution demandée à un membre"),
        ("answer", "Recevoir une contribution", "Récit reçu d’un membre"),
        ("validate", "Faire valider", "Page validée par le membre"),
        ("correct", "Faire corriger", "Corrections demandées par le membre"),
        ("extend", "Prolonger une demande", "Délai d’une contribution prolongé"),
        ("revoke", "Révoquer un lien", "Lien de contribution révoqué"),
    ):
        actions.register_action(f"contribution.{name}", label, message)


@hooks.register("register_admin_urls")
def register_screens_of_pages() -> list[Any]:
    return [
        path("apercu/<int:page_id>/", share_preview, name="passeur_share_preview"),
        path("prochaines-reunions/<int:page_id>/", plan_sessions, name="passeur_plan_sessions"),
        path("modele/<int:page_id>/", duplicate_page, name="passeur_duplicate"),
        path("chapitres/<int:page_id>/", draw_chapters, name="passeur_draw_chapters"),
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


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def duplicate_button(
    page: Page, user: Any, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """Offer a copy beside Wagtail's own, which keeps everything, to whom that is offered.

    Whether one may add beside the page is asked on the screen: in a list it would be a query
    for each page.
    """
    if has_model(page) and page.permissions_for_user(user).can_copy():
        address = reverse("passeur_duplicate", args=[page.pk])
        yield Button(LABEL, url=address, icon_name="copy", priority=31)


@hooks.register("register_page_header_buttons")
def draw_chapters_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if may_draw(user, page):
        address = reverse("passeur_draw_chapters", args=[page.pk])
        yield Button(DRAW_CHAPTERS, url=address, icon_name="folder-open-1", priority=67)


@hooks.register("construct_homepage_panels")
def put_what_waits_first(request: HttpRequest, panels: list[Any]) -> None:
    """Show what waits in place of Wagtail's own list of reviews, which knows no day."""
    panels[:] = [panel for panel in panels if panel.name != "workflow_objects_to_moderate"]
    panels.append(TodoPanel())


@hooks.register("register_admin_urls")
def register_todo() -> list[Any]:
    return [path("a-faire/<slug:key>/", see_all, name="passeur_todo")]


@hooks.register("construct_page_chooser_queryset")
def choose_among_what_one_may_know(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Keep the drafts of others out of the page chooser: Wagtail's search there shows any."""
    return pages.filter(known_to(request.user))


@hooks.register("register_page_header_buttons")
def proofread_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if folder_of(user, page):
        address = reverse("contributions:proofread", args=[page.pk])
        yield Button("Faire relire", url=address, icon_name="comment", priority=67)


hooks.register("after_create_page", tell)
hooks.register("after_edit_page", tell)
hooks.register("construct_wagtail_userbar", check_our_way)
hooks.register("register_bulk_action", TopicsBulkAction)
hooks.register("register_bulk_action", TerritoriesBulkAction)
hooks.register("register_bulk_action", ArchiveBulkAction, order=1)  # in place of Wagtail's own
hooks.register("before_publish_page", refuse_publication)
hooks.register("before_edit_page", refuse_approval)
hooks.register("before_bulk_action", refuse_bulk_publication)
hooks.register("after_publish_page", tell_missing_licences)
hooks.register("after_bulk_action", tell_missing_licences_of_all)
hooks.register("before_serve_document", serve_part, order=100)  # after Wagtail's restrictions
