"""What the page of an initiative shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.figures import total
from cms.domain.french_numbers import euros
from cms.listing.build import provenance_value
from cms.listing.pictures import picture_value
from cms.models.provenance import Provenance
from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.contents.related import chosen, public_rows, related
from cms.web.files import document_of
from cms.web.moments import day_text
from cms.web.pictures import picture_of
from themes.registry import Pack


def initiative(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    videos = [line.video_id for line in page.videos.all()]
    beside = [line.target_id for line in page.related_pages.all()]
    rows = public_rows([*videos, *beside], site)
    return {
        "is_fictional": page.is_fictional,
        "status": page.get_status_display(),
        "years": years_text(page.start_year, page.end_year),
        "calendar": [step(line) for line in page.calendar.all()],
        "contact": page.contact,
        "contact_office": page.contact_office,
        **money(page),
        "partners": [line.told() for line in page.partners.select_related("organisation")],
        "gallery": [pictured(line) for line in page.gallery.select_related("image")],
        "documents": [document_of(line) for line in page.documents.select_related("document")],
        "videos": chosen(videos, rows, pack),
        "provenance": provenance_value(Provenance.objects.filter(page_id=page.pk).first()),
        "chosen": chosen(beside, rows, pack),
        "related": related(page, site, pack, types=("Initiative",), besides=beside),
    }


def money(page: Page) -> Contents:
    """Return what it cost and who gave how much; a sum only where there is something to add."""
    fundings = list(page.fundings.all())
    given = total(line.amount for line in fundings)
    return {
        "total_cost": "" if page.total_cost is None else euros(page.total_cost),
        "fundings": [line.told() | {"amount": euros(line.amount)} for line in fundings],
        "funding_total": euros(given) if len(fundings) > 1 else "",
    }


def step(line: Any) -> Contents:
    return {"when": day_text(line.date) if line.date else line.period, "label": line.label}


def pictured(line: Any) -> Contents:
    return {"picture": picture_of(picture_value(line.image, line.alt)), "caption": line.caption}
