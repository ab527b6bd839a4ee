"""The screen on which the pages of a year are taken into its activity report."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from wagtail.admin import messages
from wagtail.models import Page

from cms.admin.frame import frame_about
from cms.blocks.references import id_of
from cms.domain.report_chapters import draw, grouped, left_to_tell, rows_of_year, stored_body
from cms.models.report import ReportPage
from cms.web.moments import day_text

TITLE = "Reprendre les pages de l’année"


def may_draw(user: Any, page: Page) -> bool:
    """Tell whether a user may draw chapters into a page: who may edit it, and save it now."""
    if page.specific_class is not ReportPage or page.alias_of_id:
        return False
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()


def draw_chapters(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what would be added, by type, and add what is ticked once that is confirmed."""
    page = get_object_or_404(ReportPage, pk=page_id)
    if not may_draw(request.user, page):
        raise PermissionDenied
    if request.method == "POST":
        chosen = {id_of(value) for value in request.POST.getlist("page")} - {None}
        tell(request, draw(page, chosen, request.user))
        return redirect("wagtailadmin_pages:edit", page.pk)
    draft = page.get_latest_revision_as_object()
    rows = {row.pk: row for row in rows_of_year(draft)}
    new = left_to_tell(stored_body(draft), grouped(list(rows.values())))
    context = frame_about(page, TITLE, "folder-open-1") | {
        "year": str(draft.year),
        "found": len(rows),
        "groups": [
            (heading, [(row, day_text(row.effective)) for row in map(rows.get, pages) if row])
            for heading, pages in new
        ],
    }
    return TemplateResponse(request, "passeur_cms/report_chapters.html", context)


def tell(request: HttpRequest, count: int) -> None:
    if not count:
        messages.warning(request, "Aucune page n’a été ajoutée\xa0: le rapport n’a pas changé.")
        return
    ending = "s" if count > 1 else ""
    messages.success(
        request, f"{count}\xa0page{ending} ajoutée{ending} aux chapitres, dans un brouillon."
    )
