"""The roadmap of a neighbouring cooperation, and the first version of its plan."""

from __future__ import annotations

from cms.models import (
    GovernanceBody,
    Organisation,
    RoadmapPage,
    RoadmapVersionPage,
    Topic,
)
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once


def make() -> int:
    """Make the roadmaps and plans that were never made; return how many."""
    made = 0
    for text in texts.read_all("roadmaps"):
        fields = dict(text.head)
        topics, bodies = fields.pop("topics"), fields.pop("governance")
        plan, structure = fields.pop("plan"), fields.pop("structure")
        page = RoadmapPage(slug=text.name, body=text.body, **fields)
        page.structure, _ = Organisation.objects.get_or_create(
            slug=structure["slug"], defaults=structure
        )
        page.topics = Topic.objects.filter(slug__in=topics)
        page.governance_bodies = [
            GovernanceBody(sort_order=order, **body) for order, body in enumerate(bodies)
        ]
        made += make_once(f"roadmap:{text.name}", find("feuilles-de-route"), page)
        made += make_version(text.name, plan)
    return made


def make_version(roadmap: str, name: str) -> bool:
    fields = texts.table(f"roadmaps/{name}.toml")
    axes = [("axis", axis) for axis in fields.pop("axis")]
    page = RoadmapVersionPage(slug=name, axes=axes, **fields)
    return make_once(f"roadmap:{roadmap}:{name}", find(f"roadmap:{roadmap}"), page)
