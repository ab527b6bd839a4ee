"""Telling who saves a plan which of its numbers are missing or given twice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from wagtail.models import Page

from cms.blocks.roadmap import axes_told
from cms.domain.roadmap import number_problems
from cms.models.roadmap_version import RoadmapVersionPage


def tell_numbers(request: HttpRequest, page: Page) -> None:
    """Warn of odd numbers; the plan is saved all the same, as its document has them."""
    if not isinstance(page, RoadmapVersionPage):
        return
    if problems := number_problems(axes_told(page.axes)):
        told = " ".join(problems)
        messages.warning(
            request, f"{told} Le plan est enregistré tel quel\xa0: vérifiez sa numérotation."
        )
