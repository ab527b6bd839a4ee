"""The screen on which an editor plans the next meetings of a group."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.admin.frame import frame_about
from cms.domain import meetings
from cms.domain.paris import day_in_paris
from cms.domain.recurrence import Rhythm, following
from cms.models.session import SessionPage
from cms.web.moments import moment_text

# Each is a page written in the same transaction.
MOST = 12


class PlanForm(forms.Form):
    """How often the group meets, how many times, and after which day."""

    rhythm = forms.ChoiceField(
        label="Rythme",
        choices=[
            (Rhythm.WEEKS, "Toutes les semaines, ou toutes les deux, trois… semaines"),
            (Rhythm.MONTH_WEEKDAY, "Chaque mois, le même jour de la semaine"),
            (Rhythm.MONTH_DAY, "Chaque mois, à la même date"),
        ],
        initial=Rhythm.MONTH_WEEKDAY,
        widget=forms.RadioSelect,
    )
    weeks = forms.IntegerField(
        label="Nombre de semaines",
        min_value=1,
        max_value=26,
        initial=2,
        help_text="D’une réunion à la suivante, si le rythme se compte en semaines.",
    )
    count = forms.IntegerField(label="Combien de réunions", min_value=1, max_value=MOST, initial=4)
    start = forms.DateField(
        label="Après le",
        widget=AdminDateInput,
        help_text="La première réunion vient une fois plus tard\u00a0: deux semaines, ou un mois.",
    )

    def clean_start(self) -> datetime.date:
        start = self.cleaned_data["start"]
        if not 2000 <= start.year <= 2100:
            raise forms.ValidationError("Vérifiez l’année.")
        return start

    def days(self) -> list[datetime.date]:
        values = self.cleaned_data
        rhythm = Rhythm(values["rhythm"])
        return following(values["start"], rhythm, values["count"], weeks=values["weeks"])


def may_plan(user: Any, page: Page) -> bool:
    """Tell whether a user may plan after a session: who may edit it and add to its cycle."""
    return (
        page.specific_class is SessionPage
        and page.permissions_for_user(user).can_edit()
        and page.get_parent().permissions_for_user(user).can_add_subpage()
    )


def plan_sessions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the rhythm, show the days it gives, and make drafts once they are confirmed."""
    page = get_object_or_404(SessionPage, pk=page_id)
    if not may_plan(request.user, page):
        raise PermissionDenied
    session = page.get_latest_revision_as_object()
    first = {"start": session.date or day_in_paris()}
    form = PlanForm(request.POST or None, initial=first)
    asks = request.method == "POST" and form.is_valid()
    if asks and "confirmed" in request.POST:
        tell(request, form.days(), meetings.plan(session, form.days(), request.user))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    context = frame_about(page, "Prévoir les prochaines réunions", "date") | {"form": form}
    if asks and "change" not in request.POST:
        taken = meetings.taken(session, form.days())
        context["days"] = [(moment_text(day), day in taken) for day in form.days()]
        context["new"] = len(form.days()) - len(taken)
    return TemplateResponse(request, "passeur_cms/plan_sessions.html", context)


def tell(request: HttpRequest, days: list[datetime.date], made: list[SessionPage]) -> None:
    """Say how many drafts were made, and how many days had a meeting already."""
    count, left = len(made), len(days) - len(made)
    sentences = []
    if count:
        ending = "s" if count > 1 else ""
        sentences.append(f"{count}\u00a0réunion{ending} prévue{ending}, en brouillon.")
    if left:
        had = "jours avaient déjà la leur" if left > 1 else "jour avait déjà la sienne"
        sentences.append(f"{left}\u00a0{had}.")
    (messages.success if made else messages.warning)(request, " ".join(sentences))
