"""The library of the demo: what others wrote, and what the alliance published itself."""

from __future__ import annotations

from cms.models import Recipient, ResourcePage, Topic
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once


def make() -> int:
    """Make the resources that were never made; return how many."""
    made = 0
    for text in texts.read_all("resources"):
        fields = dict(text.head)
        topics, recipients = fields.pop("topics"), fields.pop("recipients", [])
        page = ResourcePage(slug=text.name, body=text.body, **fields)
        page.topics = Topic.objects.filter(slug__in=topics)
        page.recipients = [Recipient(name=name) for name in recipients]
        made += make_once(f"resource:{text.name}", find("ressources"), page)
    return made
