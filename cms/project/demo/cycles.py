"""Thematic cycles with their sessions, and the mini-series of the demo."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from cms.domain.territories import resolve
from cms.models import (
    CycleDeliverable,
    CycleLead,
    CyclePage,
    CyclePartner,
    CycleRelatedPage,
    CycleStatement,
    SessionPage,
    Territory,
    Topic,
    VideoPage,
)
from cms.project.demo import texts
from cms.project.demo.named import named, partners
from cms.project.demo.pages import find, make_once, was_deleted
from cms.project.demo.site import members
from themes.covers import draw_poster
from themes.registry import get_pack


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


def make_videos() -> int:
    """Make the episodes that were never made, each behind a drawn poster."""
    series = texts.table("videos.toml")
    made = 0
    for episode in series["episode"]:
        number = episode["number"]
        name = f"video:{number}"
        if find(name) or was_deleted(name):
            continue
        page = VideoPage(
            title=f"{series['series']}, épisode {number}",
            summary=episode["summary"],
            video_url=series["address"],
            series=series["series"],
            episode=number,
            effective=episode["effective"],
            image=poster(series["series"], number, series["topics"][0]),
            image_alt=f"Affiche dessinée de l’épisode {number} : le contour des territoires de "
            "l’alliance et une marque de lecture.",
        )
        page.topics = Topic.objects.filter(slug__in=series["topics"])
        page.tags.set(series["tags"])
        made += make_once(name, find("videos"), page)
    return made


def poster(series: str, number: int, hue: str):
    """Draw the poster of an episode over the outlines of all members, and keep it."""
    sirens = [member.siren for member in members()]
    outlines = Territory.objects.filter(level="epci", siren__in=sirens).order_by("code")
    outline = [polygon for territory in outlines for polygon in territory.outline]
    file = BytesIO()
    draw_poster(outline, hue=hue, pack=get_pack("passeur"), number=number).save(file, "PNG")
    return get_image_model().objects.create(
        title=f"Affiche : {series}, épisode {number}",
        file=ImageFile(file, name=f"collectivite-recherche-foncier-{number}.png"),
        credit="Dessin : Passeur, d’après les contours de l’IGN",
        licence="Licence Ouverte 2.0",
    )
