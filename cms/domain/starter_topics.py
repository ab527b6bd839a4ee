"""The topics that a new site starts with."""

from __future__ import annotations

import tomllib
from pathlib import Path

from cms.domain.upsert import Upserted, upsert
from cms.models.topic import Topic

FILE = Path(__file__).resolve().parent.parent / "data" / "topics.toml"


def load(file: Path = FILE) -> Upserted[Topic]:
    """Create the topics that are missing; one that exists belongs to staff and stays as it is."""
    rows = [
        {
            "slug": topic["slug"],
            "title": topic["title"],
            "colour": topic["hue"],
            "icon": topic["icon"],
            "synonyms": "\n".join(topic["synonyms"]),
        }
        for topic in tomllib.loads(file.read_text(encoding="utf-8"))["topic"]
    ]
    return upsert(Topic, ("slug",), rows, once=("title", "colour", "icon", "synonyms"))
