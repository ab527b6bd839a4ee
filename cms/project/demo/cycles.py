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
    Organisation,
    SessionPage,
    Topic,
    VideoPage,
    VideoSeriesPage,
)
from cms.project.demo import texts
from cms.project.demo.named import named, partners
from cms.project.demo.pages import find, make_once, was_deleted
from cms.project.demo.site import members
from themes.covers import POSTER, draw_cover
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
    """Make the series, and those of its episodes that were never made, each with a picture."""
    told = texts.table("videos.toml")
    topics = Topic.objects.filter(slug__in=told["topics"])
    series = VideoSeriesPage(
        title=told["series"],
        slug=told["slug"],
        summary=told["summary"],
        effective=told["episode"][0]["effective"],
    )
    series.topics = topics
    made = int(make_once("series", find("videos"), series))
    for episode in told["episode"]:
        number = episode["number"]
        name = f"video:{number}"
        if find(name) or was_deleted(name):
            continue
        member = members()[number]
        page = VideoPage(
            title=f"{told['series']}, épisode {number}",
            slug=f"episode-{number}",
            summary=episode["summary"],
            video_url=told["address"],
            episode=number,
            effective=episode["effective"],
            image=picture(told["series"], number, member, told["topics"][0]),
            image_alt=f"Dessin\u00a0: le contour d’un territoire de l’alliance, {member.name}.",
        )
        page.topics = topics
        page.tags.set(told["tags"])
        made += make_once(name, find("series"), page)
    return made


def picture(series: str, number: int, member: Organisation, hue: str):
    """Draw the outline of a member for an episode, and keep it."""
    file = BytesIO()
    pack = get_pack("passeur")
    draw_cover(member.territory.outline, hue=hue, pack=pack, size=POSTER).save(file, "PNG")
    return get_image_model().objects.create(
        title=f"Dessin : {series}, épisode {number}",
        file=ImageFile(file, name=f"collectivite-recherche-foncier-{number}.png"),
        credit="Dessin : Passeur, d’après les contours de l’IGN",
        licence="Licence Ouverte 2.0",
    )
