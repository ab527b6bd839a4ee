"""What the page of a cycle shows."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.paris import day_in_paris
from cms.listing.row import ListingRow
from cms.models.cycle_rows import CycleDeliverable, CycleStatement
from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.contents.related import chosen, public_rows, related
from cms.web.files import file_text
from cms.web.moments import day_text
from cms.web.navigation import url_of
from cms.web.sessions import meetings_of, past, upcoming
from themes.registry import Pack

# The headings under which deliverables stand, what is there to read first.
STATES = (
    (CycleDeliverable.State.DELIVERED, "Livrés"),
    (CycleDeliverable.State.UNDERWAY, "En cours"),
)


def cycle(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    today, meetings = day_in_paris(), meetings_of(page.pk, site)
    deliverables = list(page.deliverables.select_related("document"))
    beside = [line.target_id for line in page.related_pages.all()]
    rows = public_rows([*beside, *(line.target_id for line in deliverables)], site)
    return {
        "years": years_text(page.start_year, page.end_year),
        "statements": [signed(line) for line in page.statements.select_related("organisation")],
        "leads": [line.told() for line in page.leads.select_related("organisation")],
        "partners": [line.told() for line in page.partners.select_related("organisation")],
        "upcoming": upcoming(meetings, today),
        "past": past(meetings, today),
        "deliverables": by_state(deliverables, rows),
        "chosen": chosen(beside, rows, pack),
        "related": related(page, site, pack, types=("Initiative",), most=6, besides=beside),
    }


def signed(line: CycleStatement) -> Contents:
    return line.told() | {"date": day_text(line.date) if line.date else ""}


def by_state(lines: list[CycleDeliverable], rows: dict[int, ListingRow]) -> list[Contents]:
    """Return the deliverables under the heading of their state; no heading without any."""
    return [
        {"heading": heading, "lines": [delivered(line, rows) for line in found]}
        for state, heading in STATES
        if (found := [line for line in lines if line.state == state])
    ]


def delivered(line: CycleDeliverable, rows: dict[int, ListingRow]) -> Contents:
    """Return a deliverable as people read it; `url` is empty where there is nothing to open."""
    row = rows.get(line.target_id)
    url = url_of(row) if row else line.document.url if line.document_id else line.link
    return {
        "title": line.title,
        "url": url,
        "is_elsewhere": bool(line.link),
        "about": file_text(line.document) if line.document_id else "",
        "phase": line.phase,
        "date": day_text(line.date) if line.date else "",
    }
