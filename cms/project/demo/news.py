"""The news of the demo, told again in our words."""

from __future__ import annotations

from cms.domain.territories import resolve
from cms.models import NewsPage, Topic
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once


def make() -> int:
    """Make the news that were never made; return how many."""
    made = 0
    for text in texts.read_all("news"):
        fields = dict(text.head)
        topics, territories = fields.pop("topics"), fields.pop("territories")
        page = NewsPage(slug=text.name, body=text.body, **fields)
        page.topics = Topic.objects.filter(slug__in=topics)
        page.territories = [resolve(*place.split(":")) for place in territories]
        made += make_once(f"news:{text.name}", find("actualites"), page)
    return made
