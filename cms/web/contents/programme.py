"""What the page of a programme shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.blocks.figures_table import Table, table_of
from cms.domain.figures import Kind
from cms.domain.french_numbers import EURO
from cms.domain.lines import lines_of
from cms.domain.payments import by_funder
from cms.models.programme_means import ProgrammePayment
from cms.models.programme_rows import ProgrammeAgreement
from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.contents.related import related
from cms.web.decisions import decisions_of
from cms.web.files import file_text
from cms.web.moments import day_text, period_text
from themes.registry import Pack


def programme(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    funders = by_funder(page.payments.all())
    places = page.beneficiary_territories.select_related("territory").defer("territory__outline")
    return {
        "years": years_text(page.start_year, page.end_year),
        "aims": lines_of(page.aims),
        "activities": lines_of(page.activities),
        "beneficiaries": page.beneficiaries,
        "animator": page.animator_text,
        "contacts": [row.told() for row in page.contacts.select_related("organisation")],
        "funders": list(funders),
        "payments": payments_table(funders),
        "pillars": page.pillars.all(),
        "places": [{"name": str(row), "when": period_text(row.starts, row.ends)} for row in places],
        "agreements": [agreement(row) for row in page.agreements.select_related("file")],
        "plans": page.plans.all(),
        "decisions": decisions_of(page.pk, site),
        "related": related(page, site, pack, types=("Programme",)),
    }


def payments_table(funders: dict[str, list[ProgrammePayment]]) -> Table | None:
    """Return what each funder has paid and what it comes to; None where no payment is known."""
    groups = [
        {"label": funder, "rows": rows, "printed_total": None}
        for funder, payments in funders.items()
        if (rows := [payment_row(payment) for payment in payments if payment.is_payment])
    ]
    if not groups:
        return None
    named = {"title": "Versements par financeur", "kind": Kind.FUNDING, "year": None, "unit": EURO}
    return table_of({**named, "groups": groups, "note": "", "source": ""})


def payment_row(payment: ProgrammePayment) -> dict[str, Any]:
    """Return a payment as a line of a table: what for, how much, to whom and when."""
    when = str(payment.year or "")
    if payment.paid_on:
        paid = f"versé le {day_text(payment.paid_on)}"
        when = f"au titre de {when}, {paid}" if when else paid
    recipient = f"Bénéficiaire\u00a0: {payment.recipient}" if payment.recipient else ""
    return {
        "label": payment.purpose or "Versement",
        "amount": payment.amount,
        "note": ", ".join(filter(None, [recipient, when])),
    }


def agreement(row: ProgrammeAgreement) -> dict[str, str]:
    """Return a convention as one chooses it, with the address where it can be read, if any."""
    return {
        "title": row.title,
        "url": row.file.url if row.file else row.link,
        "about": file_text(row.file) if row.file else "",
        "signed": day_text(row.signed_on) if row.signed_on else "",
    }
