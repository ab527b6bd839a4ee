"""The sections of the dashboard that the cms brings, in the order in which they press."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from cms.admin.dashboard import Line, Section, edit_url
from cms.domain import reminders, todo
from cms.listing.row import ListingRow
from cms.models.reminder import Reminder
from cms.models.session import SessionPage
from cms.web.moments import day_text, moment_text


def review_line(review: todo.Review, today: datetime.date) -> Line:
    asked = review.request
    late = ", en retard" if asked.due < today else ""
    detail = f"pour le {moment_text(asked.due)}{late}"
    if asked.asked_by:
        detail = f"demandée par {asked.asked_by}, {detail}"
    thing = review.thing
    if isinstance(thing, Page):
        return Line(thing.get_admin_display_title(), detail, edit_url(thing.pk))
    return Line(str(thing), detail, AdminURLFinder().get_edit_url(thing) or "")


def draft_line(page: Page, today: datetime.date) -> Line:
    touched = page.latest_revision_created_at.date()
    detail = f"plus touché depuis le {day_text(touched)}"
    return Line(page.get_admin_display_title(), detail, edit_url(page.pk))


def reminder_line(reminder: Reminder, today: datetime.date) -> Line:
    since = f"depuis le {day_text(reminder.due)}" if reminder.due < today else "aujourd’hui"
    detail = f"{reminder.note}, {since}" if reminder.note else since
    return Line(reminder.page.draft_title, detail, edit_url(reminder.page.pk))


def session_line(page: SessionPage, today: datetime.date) -> Line:
    return Line(page.get_admin_display_title(), moment_text(page.date), edit_url(page.pk))


def row_line(row: ListingRow, today: datetime.date) -> Line:
    return Line(row.title, row.type_label.lower(), edit_url(row.pk))


def image_line(image: Any, today: datetime.date) -> Line:
    missing = [] if image.licence else ["sans licence"]
    missing += ["autorisation à demander"] if image.people == "unknown" else []
    return Line(image.title, ", ".join(missing), reverse("wagtailimages:edit", args=[image.pk]))


def silence_line(silence: todo.Silence, today: datetime.date) -> Line:
    since = f"rien depuis le {day_text(silence.last)}" if silence.last else "rien encore"
    url = reverse("wagtailadmin_explore", args=[silence.folder.pk])
    return Line(silence.folder.title, since, url)


def of_user(find: Callable[[Any], Any]) -> Callable[[Any, datetime.date], Any]:
    """Return a search that does not depend on the day."""
    return lambda user, today: find(user)


SECTIONS = (
    Section("a-relire", "À relire", of_user(todo.to_review), review_line),
    Section("rappels", "Rappels", lambda user, today: reminders.due(today, user), reminder_line),
    Section(
        "rendez-vous", "Rendez-vous sans programme", todo.sessions_without_programme, session_line
    ),
    Section("brouillons", "Brouillons qui attendent", todo.ageing_drafts, draft_line),
    Section("sans-thematique", "Sans thématique", of_user(todo.without_topic), row_line),
    Section("sans-territoire", "Sans territoire", of_user(todo.without_territory), row_line),
    Section("sans-resume", "Sans résumé", of_user(todo.without_summary), row_line),
    Section(
        "sans-texte-d-image",
        "Image sans texte de remplacement",
        of_user(todo.without_image_text),
        row_line,
    ),
    Section(
        "images-sans-droits",
        "Images en ligne sans droits",
        of_user(todo.images_without_rights),
        image_line,
    ),
    Section("membres", "Membres qu’on ne voit plus", todo.silent_members, silence_line),
)
