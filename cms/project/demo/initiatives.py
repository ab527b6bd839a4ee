"""Initiatives of the demo: true ones told again in our words, and invented ones marked so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from cms.domain.authoring import slug_of
from cms.domain.territories import by_siren, resolve
from cms.models import (
    Funding,
    InitiativePage,
    InitiativePartner,
    InitiativeRelatedPage,
    InitiativeStep,
    Organisation,
    Provenance,
    Topic,
)
from cms.project.demo import texts
from cms.project.demo.named import partners
from cms.project.demo.pages import find, make_once


def make() -> int:
    """Make the initiatives that were never made; return how many."""
    return sum(make_initiative(text) for text in texts.read_all("initiatives"))


def make_initiative(text: texts.Text) -> bool:
    head = text.head
    first_year, last_year = head["years"]
    page = InitiativePage(
        title=head["title"],
        slug=text.name,
        summary=head["summary"],
        body=text.body,
        effective=head["effective"],
        start_year=first_year,
        end_year=last_year,
        status=head.get("status", ""),
        contact=organisation(head.get("contact", "")),
        contact_office=head.get("contact_office", ""),
        total_cost=head.get("total_cost"),
        is_fictional=head.get("fictional", False),
        **{name: texts.html_of(told) for name, told in head.get("parts", {}).items()},
    )
    page.topics = Topic.objects.filter(slug__in=head["topics"])
    page.territories = [resolve(*place.split(":")) for place in head["territories"]]
    page.tags.set(head["tags"])
    page.fundings = [
        Funding(
            funder=given["funder"],
            label=given["label"],
            amount=Decimal(given["amount"]),
            sort_order=order,
        )
        for order, given in enumerate(head.get("funding", []))
    ]
    page.partners = partners(InitiativePartner, head.get("partners", []))
    page.calendar = [InitiativeStep(**step) for step in head.get("calendar", [])]
    page.related_pages = [
        InitiativeRelatedPage(target=target)
        for name in head.get("related", [])
        if (target := find(name))
    ]
    source = head.get("source")
    return make_once(
        f"initiative:{text.name}",
        find(f"folder:{head['folder']}"),
        page,
        prepare=lambda saved: name_source(saved, source) if source else None,
    )


def name_source(page: InitiativePage, source: dict[str, Any]) -> None:
    """Write beside the page where its facts come from, so that source and licence show."""
    Provenance.objects.create(
        page=page,
        source_name=f"{source['publisher']}, {source['name']}",
        source_url=source["url"],
        external_id=source["reference"],
        licence=source["licence"],
        licence_url=source["licence_url"],
        last_seen_at=timezone.now(),
    )


def organisation(siren: str) -> Organisation | None:
    """Return the body of a SIREN, a commune's made on first use."""
    place = by_siren(siren)
    if place is None:
        return None
    return Organisation.objects.get_or_create(
        siren=siren,
        defaults={"name": place.name, "slug": slug_of(place.name), "territory": place},
    )[0]
