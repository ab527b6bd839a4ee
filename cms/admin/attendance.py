"""Attendance in the admin: the counts of a cycle, and the list that people sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from wagtail.models import Page

from cms.admin.frame import frame_about
from cms.domain.attendance import Count, Tally, alliance_of, tally
from cms.domain.paris import day_in_paris
from cms.domain.spreadsheet import csv_bytes
from cms.listing.stems import fold
from cms.models.cycle import CyclePage
from cms.models.session import SessionPage
from cms.web.moments import day_text, moment_text

# Empty lines on the sheet, for each member and for everybody else.
LINES, OTHER_LINES = 3, 5


def may_see(user: Any, page: Page, model: type[Page]) -> bool:
    """Tell whether a user may see the attendance of a page of a type: who may edit it."""
    return page.specific_class is model and page.permissions_for_user(user).can_edit()


def page_for(request: HttpRequest, model: type[Page], page_id: int) -> Any:
    page = get_object_or_404(model, pk=page_id)
    if not may_see(request.user, page, model):
        raise PermissionDenied
    return page


def attendance(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show how many people of each member came to each session of a cycle; as CSV if asked."""
    cycle = page_for(request, CyclePage, page_id)
    found = tally(cycle)
    if request.GET.get("format") == "csv":
        response = HttpResponse(csv_bytes(table(found)), content_type="text/csv; charset=utf-8")
        name = f"presences-{cycle.slug}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    context = frame_about(cycle, "Présences", "group") | {
        "sessions": found.sessions,
        "lines": [(name, [people(count) for count in counts]) for name, counts in found.lines()],
        "totals": [people(count) for count in found.totals()],
    }
    return TemplateResponse(request, "passeur_cms/attendance.html", context)


def people(count: Count) -> str:
    """Write « 2 élus, 1 agent », and nothing for nobody."""
    words = [(count.officials, "élu"), (count.staff, "agent")]
    said = (f"{number}\u00a0{word}{'s' if number > 1 else ''}" for number, word in words if number)
    return ", ".join(said)


def table(found: Tally) -> Iterator[list[str | int]]:
    """Yield the lines of the CSV: a heading, the members, and their total."""
    names = [heading(session) for session in found.sessions] + ["Total"]
    kinds = ("élus", "agents")
    yield ["Membre", *(f"{name}\u00a0: {kind}" for name in names for kind in kinds)]
    for member, counts in (*found.lines(), ("Total", found.totals())):
        yield [member, *(number for count in counts for number in count)]


def heading(session: SessionPage) -> str:
    return f"{session.title} ({day_text(session.date)})" if session.date else session.title


def attendance_sheet(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the list that people sign at a session, for the printer: empty lines by member."""
    page = page_for(request, SessionPage, page_id)
    session = page.get_latest_revision_as_object()
    alliance = alliance_of(page)
    members = alliance.members_on(session.date or day_in_paris()) if alliance else []
    names = sorted((membership.organisation.name for membership in members), key=fold)
    context = {
        "page": page,
        "title": session.title,
        "kind": session.get_kind_display(),
        "when": moment_text(session.date, session.last_day, session.starts, session.ends)
        if session.date
        else "",
        "place": session.place,
        "alliance": alliance,
        "groups": [(name, range(1, LINES)) for name in names],
        "others": range(OTHER_LINES),
        "lines": LINES,
    }
    return TemplateResponse(request, "passeur_cms/attendance_sheet.html", context)
