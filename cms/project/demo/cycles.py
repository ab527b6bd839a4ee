"""Thematic cycles of the demo, with their sessions."""

from __future__ import annotations

from typing import Any

from cms.domain.territories import resolve
from cms.models import (
    CycleDeliverable,
    CycleLead,
    CyclePage,
    CyclePartner,
    CycleRelatedPage,
    CycleStatement,
    SessionPage,
    Topic,
)
from cms.project.demo import texts
from cms.project.demo.named import named, partners
from cms.project.demo.pages import find, make_once


def make_cycles() -> int:
    """Make the cycles that were never made; return how many."""
    made = 0
    for text in texts.read_all("cycles"):
        first_year, last_year = text.head["years"]
        page = CyclePage(
            title=text.head["title"],
            slug=text.name,
            summary=text.head["summary"],
            body=[*text.body, *comparison(text.head)],
            effective=text.head["effective"],
            start_year=first_year,
            end_year=last_year,
            aims=texts.html_of(text.head.get("aims", "")),
            expected_results=texts.html_of(text.head.get("expected_results", "")),
        )
        page.topics = Topic.objects.filter(slug__in=text.head["topics"])
        tell_rows(page, text.head)
        made += make_once(f"cycle:{text.name}", find("cycles"), page)
    return made


def comparison(head: dict[str, Any]) -> list[texts.Block]:
    """Return the table of a text that compares the members."""
    if "comparison" not in head:
        return []
    table = head["comparison"]
    rows = [{"member": member, "value": value, "note": ""} for member, value in table["rows"]]
    return [("comparison", table | {"rows": rows})]


def tell_rows(page: CyclePage, head: dict[str, Any]) -> None:
    """Write who carries a cycle, with whom, what they say of it and what came of it."""
    page.leads = [
        CycleLead(office=lead["office"], **named(lead["organisation"]))
        for lead in head.get("leads", [])
    ]
    page.partners = partners(CyclePartner, head.get("partners", []))
    page.statements = [
        CycleStatement(
            text=told["text"].strip(), office=told["office"], **named(told.get("organisation", ""))
        )
        for told in head.get("statements", [])
    ]
    page.deliverables = [
        CycleDeliverable(
            title=line["title"],
            state=line["state"],
            phase=line.get("phase", ""),
            target=find(line["page"]) if "page" in line else None,
        )
        for line in head.get("deliverables", [])
    ]
    page.related_pages = [
        CycleRelatedPage(target=target)
        for name in head.get("related", [])
        if (target := find(name))
    ]


def make_sessions() -> int:
    """Make the sessions of the cycles that were never made; return how many."""
    made = 0
    for text in texts.read_all("sessions"):
        head = text.head
        page = SessionPage(
            title=head["title"],
            slug=text.name,
            kind=SessionPage.Kind.OTHER,
            summary=head["summary"],
            date=head["date"],
            place=head["place"],
            body=text.body,
        )
        page.topics = Topic.objects.filter(slug__in=head["topics"])
        page.territories = [resolve(*place.split(":")) for place in head["territories"]]
        made += make_once(f"session:{text.name}", find(f"cycle:{head['cycle']}"), page)
    return made
