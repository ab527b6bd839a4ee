"""The dashboard: what waits for whoever is signed in, each line leading to where to act."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.domain.paris import day_in_paris

MOST = 5
ON_ONE_SCREEN = 50


class Line(NamedTuple):
    """One thing to do: what, what is worth knowing of it, and where."""

    text: str
    detail: str
    url: str


@dataclass(frozen=True)
class Section:
    """One kind of thing to do.

    `find` returns all of it for a user on a day, the most pressing first: a query set, or a
    list where it must be worked out. `line` says one of them. Sections of a higher `order`
    stand further down.
    """

    key: str
    title: str
    find: Callable[[Any, datetime.date], Any]
    line: Callable[[Any, datetime.date], Line]
    order: int = 0


SECTIONS: list[Section] = []


def register(*sections: Section) -> None:
    """Add sections: other applications have theirs."""
    SECTIONS.extend(sections)
    SECTIONS.sort(key=lambda section: section.order)


class Shown(NamedTuple):
    """A section as a screen shows it."""

    section: Section
    lines: list[Line]
    total: int


def shown(section: Section, user: Any, today: datetime.date) -> Shown:
    """Return the first lines of a section, and how many there are in all."""
    found = section.find(user, today)
    total = len(found) if isinstance(found, Sequence) else found.count()
    return Shown(section, [section.line(each, today) for each in found[:MOST]], total)


class TodoPanel(Component):
    """« À faire », above what Wagtail itself puts on the dashboard."""

    name = "passeur_todo"
    template_name = "passeur_cms/dashboard/panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user, today = parent_context["request"].user, day_in_paris()
        found = [shown(section, user, today) for section in SECTIONS]
        return {"found": [each for each in found if each.total], "most": MOST}


def see_all(request: HttpRequest, key: str) -> HttpResponse:
    """Show a whole section, page by page."""
    section = next((each for each in SECTIONS if each.key == key), None)
    if section is None:
        raise Http404
    today = day_in_paris()
    pages = Paginator(section.find(request.user, today), ON_ONE_SCREEN)
    page = pages.get_page(request.GET.get("p"))
    context = {
        "section": section,
        "lines": [section.line(each, today) for each in page],
        "page": page,
    }
    return TemplateResponse(request, "passeur_cms/dashboard/all.html", context)


def edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])
