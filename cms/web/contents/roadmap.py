"""What the page of a roadmap shows."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.paris import day_in_paris
from cms.domain.roadmap import current
from cms.web.cards import years_text
from cms.web.contents.kinds import Contents
from cms.web.roadmaps import versions_of
from themes.registry import Pack


def roadmap(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    versions = versions_of(page.pk, site)
    in_force = current(versions, day_in_paris())
    return {
        "years": years_text(page.start_year, page.end_year),
        "structure": page.structure,
        "review": page.review,
        "governance": [body.told() for body in page.governance_bodies.all()],
        "current_versions": [in_force] if in_force else [],
        "other_versions": [version for version in versions if version is not in_force],
    }
