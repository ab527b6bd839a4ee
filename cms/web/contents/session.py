"""What the page of a session shows."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.domain.paris import day_in_paris
from cms.domain.sessions import is_over, takes_registrations
from cms.web.contents.kinds import Contents
from cms.web.files import document_of
from cms.web.moments import day_text, hour_text, moment_text
from cms.web.navigation import parent_link
from themes.registry import Pack


def session(page: Page, request: HttpRequest, site: Site, pack: Pack, path: str) -> Contents:
    today = day_in_paris()
    days, deadline = (page.date, page.last_day), page.registration_deadline
    registers = page.registration_url and takes_registrations(*days, deadline, today)
    return {
        "kind": page.get_kind_display(),
        "when": moment_text(*days, page.starts, page.ends) if page.date else "",
        "place": page.place,
        "online_url": "" if is_over(*days, today) else page.online_url,
        "registration_url": page.registration_url if registers else "",
        "registration_deadline": day_text(deadline) if registers and deadline else "",
        "replay_url": page.replay_url,
        "programme": [
            item | {"time": hour_text(item["time"]) if item["time"] else ""}
            for item in page.programme_items()
        ],
        "speakers": [each.told() for each in page.speakers.select_related("organisation")],
        "documents": [document_of(line) for line in page.documents.select_related("document")],
        "cycle": parent_link(page, site),
    }
