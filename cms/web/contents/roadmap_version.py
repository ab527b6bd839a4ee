"""What the page of a version of a roadmap's plan shows: the tree, and tables of its years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.blocks.roadmap import axes_told
from cms.listing.row import ListingRow
from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.moments import day_text
from themes.registry import Pack


def roadmap_version(
    page: Page, request: HttpRequest, site: Site, pack: Pack, path: str
) -> Contents:
    years = page.listing_years()
    above = ListingRow.objects.of(site).filter(tree_path=page.path[: -page.steplen])
    row = above.only("title", "fields").first()
    return {
        "years": years_text(page.start_year, page.end_year),
        "version_year": str(page.version_year or ""),
        "adopted": day_text(page.adopted_on) if page.adopted_on else "",
        "roadmap": row.title if row else "",
        "review": row.fields["review"] if row else "",
        "columns": [str(year) for year in years],
        "axes": [shown_axis(axis, years) for axis in axes_told(page.axes)],
    }


def shown_axis(axis: dict[str, Any], years: list[int]) -> Contents:
    return {
        "heading": heading("Axe\xa0{}\xa0: {}", axis),
        "orientations": [shown_orientation(each, years) for each in axis["orientations"]],
    }


def shown_orientation(orientation: dict[str, Any], years: list[int]) -> Contents:
    groups = [
        group
        for group in ({"title": "", "actions": orientation["actions"]}, *orientation["themes"])
        if group["title"] or group["actions"]
    ]
    return {
        "heading": heading("{}. {}", orientation),
        "note": orientation["note"],
        "groups": groups,
        "table": table(groups, years),
    }


def heading(form: str, part: dict[str, Any]) -> str:
    """Write the title of a part after its number, where it has one."""
    number = part["number"].strip().rstrip(".")
    return form.format(number, part["title"]) if number else part["title"]


def table(groups: list[Contents], years: list[int]) -> list[Contents]:
    """Return the actions with a cell a year, by theme; nothing where no year commits to anything.

    A table whose every cell says that the document does not tell would only hide the rest.
    """
    shown = [{"title": group["title"], "lines": list(lines(group, years))} for group in groups]
    told = any(cell for group in shown for line in group["lines"] for cell in line["cells"])
    return [group for group in shown if group["lines"]] if told else []


def lines(group: Contents, years: list[int]) -> Iterator[Contents]:
    for action in group["actions"]:
        for part in (action, *action["sub_actions"]):
            told = {line["year"]: said(line) for line in part["commitments"]}
            yield {
                "title": part["title"],
                "is_part": part is not action,
                "cells": [told.get(year, "") for year in years],
            }


def said(commitment: dict[str, Any]) -> str:
    """Say what a year commits to: « Fort, arbitrage »."""
    level = commitment["level"]["title"] if commitment["level"] else ""
    parts = (level, "arbitrage" if commitment["arbitration"] else "")
    return ", ".join(part for part in parts if part).capitalize()
