"""What the directory shows: the bodies and offices of today."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain import directory as bodies
from cms.domain.french_numbers import number, quantity
from cms.domain.paris import day_in_paris
from cms.models.office import Office
from cms.web.contents.kinds import Contents
from cms.web.moments import day_text
from themes.registry import Pack


def directory(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    told = bodies.on(day_in_paris(), bodies.directory(page))
    members = told["members"]
    return {
        "alliance": told["alliance"] and shown(told["alliance"]),
        "members": [shown(member) for member in members],
        "partners": [shown(partner) for partner in told["partners"]],
        "population": people(sum(member["population"] or 0 for member in members)),
        "communes": number(Decimal(sum(member["communes"] for member in members))),
    }


def shown(body: bodies.Entry) -> Contents:
    """Return a body as people read it, those who govern apart from those who work for it."""
    offices = body.get("offices", [])
    return {
        **body,
        "population": people(body.get("population")),
        "population_year": str(body.get("population_year") or ""),
        "founded": founded_text(body.get("founded")),
        "governance": [line for line in offices if line["kind"] == Office.Kind.GOVERNANCE],
        "team": [
            {**line, "share": share_text(line["share"])}
            for line in offices
            if line["kind"] == Office.Kind.TEAM
        ],
    }


def people(count: int | None) -> str:
    return quantity(Decimal(count), "habitants") if count else ""


def share_text(share: str | None) -> str:
    """Write a share of working time: « 0,8\u00a0ETP »."""
    return quantity(Decimal(share), "ETP") if share else ""


def founded_text(founded: str | None) -> str:
    """Write when a body was founded, as far as it is known: « 2012 », « 21 avril 2004 »."""
    if not founded or len(founded) == 4:
        return founded or ""
    return day_text(datetime.date.fromisoformat(founded))
