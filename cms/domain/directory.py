"""Who works together: an alliance with its members and partners, each with its offices.

All of it, with its dates: whoever reads chooses the day. What is stored for the API thus
stays true when a membership begins or ends.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q
from wagtail.models import Page

from cms.domain.iso import iso
from cms.models.alliance import Alliance
from cms.models.organisation import Organisation

Entry = dict[str, Any]


def directory(page: Page) -> Entry:
    """Return the alliance of a page's site, its members and its partners, as JSON values.

    Lists are empty and the alliance None where the site has none yet.
    """
    roots = page.get_ancestors(inclusive=True)
    alliance = Alliance.objects.filter(site__root_page__in=roots).last()
    if alliance is None:
        return {"alliance": None, "members": [], "partners": []}
    members = list(alliance.memberships.order_by("organisation__name"))
    partners = list(alliance.partnerships.order_by("organisation__name"))
    ids = {line.organisation_id for line in (*members, *partners)} | {alliance.organisation_id}
    bodies = entries(ids)
    about = bodies.get(alliance.organisation_id, {})
    return {
        "alliance": {**about, "name": alliance.name, "short_name": alliance.short_name},
        "members": [dated(line) | bodies[line.organisation_id] for line in members],
        "partners": [dated(line) | bodies[line.organisation_id] for line in partners],
    }


def entries(ids: Iterable[int | None]) -> dict[int, Entry]:
    """Return what the directory tells of some organisations, by their keys, in three queries."""
    found = (
        Organisation.objects.filter(pk__in=[pk for pk in ids if pk])
        .select_related("territory")
        .defer("territory__outline")
        .annotate(
            communes=Count("territory__children", filter=Q(territory__children__level="commune"))
        )
        .prefetch_related("offices")
    )
    return {body.pk: entry(body) for body in found}


def entry(body: Organisation) -> Entry:
    place = body.territory
    counted = place if body.population is None else body
    return {
        "name": body.name,
        "slug": body.slug,
        "siren": body.siren,
        "kind": body.kind,
        "about": body.about,
        "founded": iso(body.founded_on) or (str(body.founded_year) if body.founded_year else None),
        "address": body.address,
        "email": body.email,
        "website": body.website,
        "video_channel": body.video_channel,
        "territory": place.slug if place else None,
        "population": counted.population if counted else None,
        "population_year": counted.population_year if counted else None,
        "communes": body.communes,
        "offices": [
            {
                "kind": office.kind,
                "title": office.title,
                "holder": office.holder,
                "share": str(office.share) if office.share is not None else None,
                **dated(office),
            }
            for office in body.offices.all()
        ],
    }


def dated(line: Any) -> Entry:
    return {"starts": iso(line.starts), "ends": iso(line.ends)}


def on(day: datetime.date, told: Entry) -> Entry:
    """Return the directory as it is on a day: members, partners and offices of that day."""

    def held(lines: list[Entry]) -> list[Entry]:
        return [line for line in lines if is_on(day, line)]

    def today(body: Entry) -> Entry:
        return {**body, "offices": held(body.get("offices", []))}

    return {
        "alliance": today(told["alliance"]) if told["alliance"] else None,
        "members": [today(member) for member in held(told["members"])],
        "partners": [today(partner) for partner in held(told["partners"])],
    }


def is_on(day: datetime.date, line: Entry) -> bool:
    """Tell whether something dated holds on a day; its last day is the one before `ends`."""
    text = day.isoformat()
    return (not line["starts"] or line["starts"] <= text) and (
        not line["ends"] or text < line["ends"]
    )


def names_in(told: Entry) -> Iterator[str]:
    """Yield the words by which the directory is searched."""
    alliance = [told["alliance"]] if told["alliance"] else []
    for body in (*alliance, *told["members"], *told["partners"]):
        words = ("name", "short_name", "kind", "about", "address", "email")
        yield from (body.get(name, "") for name in words)
        for office in body.get("offices", []):
            yield from (office["title"], office["holder"])
