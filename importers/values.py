"""The fields of an initiative as plain values, which can be compared, kept and hashed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cms.domain.sanitise import text_of
from cms.models import Funding, InitiativePage, Organisation, Territory, Topic
from importers.body import blocks_of, canonical, html_of
from importers.places import Places
from importers.record import Record

SUMMARY_LENGTH = 500
FUNDER_LENGTH = 200
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
    if negative := [amount.value for amount in record.amounts if amount.value < 0]:
        raise ValueError(f"montant négatif ({negative[0]}\xa0€)")
    first, last = (min(record.years), max(record.years)) if record.years else (None, None)
    funder = _shortened(", ".join(record.funders) or UNNAMED_FUNDER, FUNDER_LENGTH)
    return {
        "title": record.title,
        "summary": _shortened(record.summary, SUMMARY_LENGTH),
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


def to_fields(found: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the named values as the fields of a page take them."""
    read = {
        "body": blocks_of,
        "topics": lambda slugs: list(Topic.objects.filter(slug__in=slugs)),
        "territories": lambda keys: [_territory(key) for key in keys],
        "effective": lambda day: date.fromisoformat(day) if day else None,
        "contact": lambda pk: Organisation.objects.filter(pk=pk).first(),
        "fundings": lambda rows: [
            Funding(funder=funder, amount=Decimal(amount), label=label, sort_order=order)
            for order, (funder, amount, label) in enumerate(rows)
        ],
    }
    return {name: read.get(name, lambda value: value)(found[name]) for name in names}


def shown(name: str, value: Any) -> str:
    """Return a value as a person reads it."""
    if name == "body":
        return text_of(value)
    if name == "territories":
        return ", ".join(_territory(key).name for key in value)
    if name == "topics":
        titles = dict(Topic.objects.filter(slug__in=value).values_list("slug", "title"))
        return ", ".join(titles.get(slug, slug) for slug in value)
    if name == "fundings":
        return ", ".join(f"{funder}\xa0: {amount}\xa0€" for funder, amount, _ in value)
    if name == "contact":
        return str(Organisation.objects.filter(pk=value).first() or "")
    if name == "status" and value:
        return InitiativePage.Status(value).label
    return "" if value is None else str(value)


def _territory(key: str) -> Territory:
    level, _, code = key.partition(":")
    return Territory.objects.get(level=level, code=code)


def _key(territory: Territory) -> str:
    return f"{territory.level}:{territory.code}"


def _shortened(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
