"""The programmes of the demo, and the decisions of councils on them."""

from __future__ import annotations

from typing import Any

from cms.domain.territories import resolve
from cms.models import (
    DecisionPage,
    ProgrammeAgreement,
    ProgrammeContact,
    ProgrammePage,
    ProgrammePayment,
    ProgrammePillar,
    ProgrammePlan,
    ProgrammeTerritory,
    Topic,
)
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once

ROWS = {
    "pillars": ProgrammePillar,
    "contacts": ProgrammeContact,
    "payments": ProgrammePayment,
    "beneficiary_territories": ProgrammeTerritory,
    "agreements": ProgrammeAgreement,
    "plans": ProgrammePlan,
}


def make_programmes() -> int:
    """Make the programmes that were never made; return how many."""
    made = 0
    for text in texts.read_all("programmes"):
        fields = dict(text.head)
        topics, places = fields.pop("topics"), fields.pop("territories")
        rows = {name: fields.pop(name, []) for name in ROWS}
        page = ProgrammePage(slug=text.name, body=text.body, **fields)
        page.topics = Topic.objects.filter(slug__in=topics)
        page.territories = [resolve(*place.split(":")) for place in places]
        for name, model in ROWS.items():
            setattr(page, name, [model(**known(row)) for row in rows[name]])
        made += make_once(f"programme:{text.name}", find("dispositifs"), page)
    return made


def known(row: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a row with its territory, if it names one by level and code."""
    place = row.get("territory")
    return row | {"territory": resolve(*place.split(":"))} if place else row


def make_decisions() -> int:
    """Make the decisions that were never made; return how many."""
    made = 0
    for text in texts.read_all("decisions"):
        fields = dict(text.head)
        programme = find(f"programme:{fields.pop('programme')}")
        page = DecisionPage(slug=text.name, body=text.body, **fields)
        made += make_once(f"decision:{text.name}", programme, page)
    return made
