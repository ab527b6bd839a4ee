"""The fields of an initiative as plain values, which can be compared, kept and hashed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cms.models import InitiativePage, Territory
from importers.body import canonical, html_of
from importers.places import Places
from importers.record import Record

SUMMARY_LENGTH = 500
NAMES = {
    "title": "titre",
    "summary": "résumé",
    "body": "contenu",
    "topics": "thématiques",
    "territories": "territoires",
    "start_year": "année de début",
    "end_year": "année de fin",
    "effective": "date de l’action",
    "status": "avancement",
    "contact": "organisme à contacter",
    "fundings": "financements",
}
UNNAMED_FUNDER = "Financeur non précisé"


def of_record(record: Record, places: Places, topics: Collection[str]) -> dict[str, Any]:
    """Return the values a record asks for; `ValueError` says what the site does not know."""
    if unknown := set(record.topics) - set(topics):
        raise ValueError(f"thématique inconnue ({', '.join(sorted(unknown))})")
    if record.status and record.status not in InitiativePage.Status.values:
        raise ValueError(f"avancement inconnu ({record.status})")
    first, last = (min(record.years), max(record.years)) if record.years else (None, None)
    funder = ", ".join(record.funders) or UNNAMED_FUNDER
    return {
        "title": record.title,
        "summary": _shortened(record.summary),
        "body": canonical(record.body_html),
        "topics": sorted(record.topics),
        "territories": [_key(place) for place in places.resolve(record.territories)],
        "start_year": first,
        "end_year": last if last != first else None,
        "effective": record.effective.isoformat() if record.effective else None,
        "status": record.status,
        "contact": places.sirens.get(record.beneficiary_siren),
        "fundings": [[funder, f"{amount.value:.2f}", amount.label] for amount in record.amounts],
    }


def of_page(page: InitiativePage) -> dict[str, Any]:
    """Return the values that stand in a page or in a draft of it."""
    return {
        "title": page.title,
        "summary": page.summary,
        "body": html_of(page.body),
        "topics": sorted(topic.slug for topic in page.topics.all()),
        "territories": [_key(territory) for territory in page.territories],
        "start_year": page.start_year,
        "end_year": page.end_year,
        "effective": page.effective.isoformat() if page.effective else None,
        "status": page.status,
        "contact": page.contact_id,
        "fundings": [[f.funder, f"{f.amount:.2f}", f.label] for f in page.fundings.all()],
    }


def _key(territory: Territory) -> str:
    return f"{territory.level}:{territory.code}"


def _shortened(text: str) -> str:
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
