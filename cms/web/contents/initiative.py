"""What the page of an initiative shows."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.french_numbers import euros
from cms.listing.build import provenance_value
from cms.models.provenance import Provenance
from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from themes.registry import Pack


def initiative(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    return {
        "is_fictional": page.is_fictional,
        "status": page.get_status_display(),
        "years": years_text(page.start_year, page.end_year),
        "contact": page.contact,
        "fundings": [
            {"funder": f.funder, "amount": euros(f.amount), "label": f.label}
            for f in page.fundings.all()
        ],
        "provenance": provenance_value(Provenance.objects.filter(page_id=page.pk).first()),
        "related": related(page, site, pack, types=("Initiative",)),
    }
