"""What the page of a resource shows."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.dates import MONTHS
from wagtail.models import Page, Site

from cms.listing.build import provenance_value
from cms.models.provenance import Provenance
from cms.models.resource import Recipient, ResourcePage
from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from cms.web.files import file_text
from cms.web.moments import day_text
from themes.registry import Pack


def resource(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    return {
        "kind": page.get_kind_display(),
        "authors": page.author_names,
        "publisher": page.publisher,
        "structure": page.structure,
        "recommended_by": page.recommended_by,
        "published": published_text(page.published_year, page.published_month),
        "periodical": periodical_text(page),
        "licence": page.licence,
        "file": page.file,
        "file_about": file_text(page.file) if page.file_id else "",
        "link": page.link,
        "link_host": urlsplit(page.link).hostname or "",
        "recipients": [sending(line) for line in page.recipients.all()],
        "provenance": provenance_value(Provenance.objects.filter(page_id=page.pk).first()),
        "related": related(page, site, pack, types=("Resource",)),
    }


def published_text(year: int | None, month: int | None) -> str:
    """Write when something came out: « 2025 », « septembre 2025 »."""
    if not year:
        return ""
    return f"{MONTHS[month]} {year}" if month else str(year)


def periodical_text(page: ResourcePage) -> str:
    """Write where an article stands: « 36\u00a0000 communes, nº\u00a0428, p.\u00a09 à 13 »."""
    parts = [page.periodical]
    if page.periodical_issue:
        parts.append(f"nº\u00a0{page.periodical_issue}")
    if page.periodical_pages:
        parts.append(f"p.\u00a0{page.periodical_pages}")
    return ", ".join(part for part in parts if part)


def sending(recipient: Recipient) -> dict[str, str]:
    """Return to whom the resource was sent, what came back, and when."""
    return {
        "name": recipient.name,
        "sent": day_text(recipient.sent_on) if recipient.sent_on else "",
        "answered": day_text(recipient.answered_on) if recipient.answered_on else "",
        "answer": recipient.answer,
    }
