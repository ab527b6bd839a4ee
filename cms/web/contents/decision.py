"""What the page of a decision shows."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.decisions import vote_text
from cms.domain.french_numbers import euros
from cms.models.known_organisation import name_of
from cms.web.contents.kinds import Contents
from cms.web.files import file_text
from cms.web.moments import day_text
from cms.web.navigation import parent_link
from themes.registry import Pack


def decision(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    sent, received = page.sent_to_prefecture_on, page.received_by_prefecture_on
    return {
        "number": page.number,
        "subject": page.subject if page.subject != page.title else "",
        "authority": name_of(page.authority, page.authority_name),
        "siret": page.siret,
        "assembly": page.assembly,
        "date": day_text(page.date),
        "rapporteur": ", ".join(filter(None, [page.rapporteur_name, page.rapporteur_office])),
        "matter": " ".join(filter(None, [page.matter_code, page.matter_name])),
        "vote": vote_text(page.vote_words, page.vote),
        "voters": voters_text(page.vote_actual, page.vote_expected),
        "amount": euros(page.amount) if page.amount is not None else "",
        "budget_year": page.budget_year,
        "budget": page.budget_name or ("" if page.amount is not None else page.budget_year),
        "beneficiary": name_of(page.beneficiary, page.beneficiary_name),
        "prefecture_code": page.prefecture_code,
        "sent": day_text(sent) if sent else "",
        "received": day_text(received) if received else "",
        "online": day_text(page.online_from) if page.online_from else "",
        "online_months": page.online_months,
        "file": page.file,
        "file_about": file_text(page.file) if page.file_id else "",
        "link": page.link,
        "link_host": urlsplit(page.link).hostname or "",
        "original_place": page.original_place,
        "original_address": page.original_address,
        "programme": parent_link(page, site),
    }


def voters_text(actual: int | None, expected: int | None) -> str:
    """Write how many voted, of how many: « 35 votants sur 43 membres »."""
    members = f"{expected}\u00a0membre{'s' if expected > 1 else ''}" if expected else ""
    if actual is None:
        return members
    voters = f"{actual}\u00a0votant{'s' if actual > 1 else ''}"
    return f"{voters} sur {members}" if members else voters
