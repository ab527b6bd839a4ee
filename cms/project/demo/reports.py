"""The activity report of the demo: its chapters are drawn from the demo's pages of the year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cms.blocks.chapter import chapters_of
from cms.domain import authoring
from cms.domain.report_chapters import draw
from cms.models import ReportPage, ReportSignatory
from cms.project.demo import texts
from cms.project.demo.named import named
from cms.project.demo.pages import find, make_once


def make() -> int:
    """Make the report if it was never made, draw its chapters and put it online."""
    told = texts.table("reports/2024.toml")
    page = ReportPage(
        **{name: told[name] for name in ("title", "year", "summary", "effective")},
        editorial=texts.html_of(told["editorial"]),
        body=[*chapters(told), ("key_figure", told["figure"])],
    )
    page.signatories = [
        ReportSignatory(office=each["office"], **named(each["organisation"]))
        for each in told["signatories"]
    ]
    made = make_once("report:2024", find("rapports-d-activite"), page, publish=False)
    if made:
        draw(page)
        finish(page, told)
    return int(made)


def chapters(told: dict[str, Any]) -> list[texts.Block]:
    """Return the chapters on the years before, which name no page."""
    return [
        ("chapter", each | {"introduction": texts.html_of(each["introduction"])})
        for each in told["chapters"]
    ]


def finish(page: ReportPage, told: dict[str, Any]) -> None:
    """Say of some pages what the report wants to say, put the budget below, and publish."""
    body = page.get_latest_revision_as_object().body
    words = {each.pk: text for name, text in told["words"].items() if (each := find(name))}
    for chapter in chapters_of(body):
        for line in chapter["pages"]:
            line["text"] = words.get(line["page"].pk, "")
    body.append(("heading", "Les finances"))
    body.extend(("figures", table_of(each)) for each in told["tables"])
    authoring.update(page, {"body": body}, publish=True)


def table_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return a table of figures with its amounts as numbers."""
    groups = [
        {
            "label": group["label"],
            "rows": [
                {"label": label, "amount": Decimal(amount)} for label, amount in group["rows"]
            ],
            "printed_total": Decimal(total) if (total := group.get("printed_total")) else None,
        }
        for group in told["groups"]
    ]
    return told | {"groups": groups}
