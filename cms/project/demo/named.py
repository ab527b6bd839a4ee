"""Bodies as the demo's texts name them."""

from __future__ import annotations

from typing import Any

from cms.models import Organisation


def named(name: str) -> dict[str, Any]:
    """Return the fields of a row that names a body: one that the site knows, or words."""
    known = Organisation.objects.filter(name=name).first()
    return {"organisation": known} if known else {"organisation_name": name}


def partners(model: type[Any], given: list[dict[str, str]]) -> list[Any]:
    """Return the rows of some partners, each with its name and mostly its role."""
    return [model(**named(each["name"]), role=each.get("role", "")) for each in given]
