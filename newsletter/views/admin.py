"""Screens of the admin: assemble an issue, send it, see what became of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from newsletter.domain import sending
from newsletter.domain.assemble import CannotAssemble, assemble
from newsletter.domain.freeze import recipients_of
from newsletter.domain.period import Quarter
from newsletter.domain.preflight import preflight
from newsletter.domain.report import count, next_attempt, report
from newsletter.forms import AssembleForm
from newsletter.models import Delivery, Dispatch, Edition, IssuePage, SeriesPage
from newsletter.tasks import deliver_dispatch

SHOWN = 500
HEADINGS = {
    Delivery.State.UNKNOWN: "Issue inconnue",
    Delivery.State.REFUSED: "Refusées",
    Delivery.State.PENDING: "En attente",
    Delivery.State.CLAIMED: "En cours",
    Delivery.State.WITHDRAWN: "Désinscriptions avant l’envoi",
    Delivery.State.ACCEPTED: "Acceptées",
}
"""The outcomes as a report shows them: those that need a look come first."""
INDEX = "newsletter_admin:index"


def index(request: HttpRequest) -> HttpResponse:
    """List the editions of the series that the user may edit, newest first."""
    series = writable_series(request)
    if not series.exists() and SeriesPage.objects.exists():
        raise PermissionDenied
    editions = (
        Edition.objects.select_related("series", "topic", "issue", "dispatch")
        .defer("dispatch__html", "dispatch__text", "dispatch__archive_html", "dispatch__message")
        .filter(series__in=series)
        .order_by("-period", "series__title")
    )
    for edition in editions:
        edition.label = Quarter.parse(edition.period).label
    return screen(request, "index", "Numéros", editions=editions)


def assemble_issue(request: HttpRequest) -> HttpResponse:
    """Assemble an issue, and say in a sentence what came of it.

    The address may name the letter and the quarter, which are then chosen already.
    """
    series = writable_series(request)
    if not series.exists():
        raise PermissionDenied
    form = AssembleForm(request.POST or None, series=series, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            done = assemble(values["series"], values["topic"], values["period"], user=request.user)
        except CannotAssemble as error:
            form.add_error(None, str(error))
        else:
            say = messages.success if done.created else messages.warning
            say(request, done.sentence)
            if done.issue:
                return redirect("wagtailadmin_pages:edit", done.issue.pk)
    return screen(request, "assemble", "Assembler un numéro", form=form)


def send(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Say what sending will do; on POST, freeze and ring for the sender."""
    issue = sendable_issue(request, issue_id)
    if Dispatch.objects.filter(edition__issue=issue).exists():
        return redirect("newsletter_admin:report", issue.pk)
    problems = preflight(issue)
    blocked = any(problem.blocking for problem in problems)
    if request.method == "POST" and not blocked:
        try:
            dispatch = sending.prepare(issue, user=request.user)
        except sending.CannotSend as error:
            problems = error.problems
        else:
            ring(dispatch)
            return redirect("newsletter_admin:report", issue.pk)
    edition = Edition.objects.filter(issue=issue).select_related("series").first()
    recipients, exclusions = recipients_of(edition.series) if edition else ([], {})
    return screen(
        request,
        "send",
        "Envoyer le numéro",
        issue=issue,
        problems=problems,
        blocked=any(problem.blocking for problem in problems),
        recipients=count(len(recipients), "personne", "personnes"),
        exclusions=exclusions,
    )


def show_report(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Show what became of each mail; who needs a look comes first."""
    issue = sendable_issue(request, issue_id)
    dispatch = get_object_or_404(Dispatch, edition__issue=issue)
    groups = [
        (state, heading, dispatch.deliveries.filter(state=state).order_by("pk")[:SHOWN])
        for state, heading in HEADINGS.items()
    ]
    return screen(
        request,
        "report",
        "Bilan de l’envoi",
        issue=issue,
        dispatch=dispatch,
        report=report(dispatch),
        groups=[group for group in groups if group[2]],
        next_attempt=next_attempt(dispatch),
        shown=SHOWN,
    )


@require_POST
def resume(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Ring for the sender again; what is unknown stays as it is."""
    issue = sendable_issue(request, issue_id)
    ring(get_object_or_404(Dispatch, edition__issue=issue))
    messages.success(request, "L’envoi reprend. Les issues inconnues ne sont pas renvoyées.")
    return redirect("newsletter_admin:report", issue.pk)


def ring(dispatch: Dispatch) -> None:
    """Start the sender once the rows are really written: it works in its own transactions."""
    transaction.on_commit(partial(deliver_dispatch.enqueue, dispatch.pk))


def writable_series(request: HttpRequest) -> QuerySet[SeriesPage]:
    """Return the series that the user may edit, and so assemble issues of."""
    allowed = [
        series.pk
        for series in SeriesPage.objects.all()
        if series.permissions_for_user(request.user).can_edit()
    ]
    return SeriesPage.objects.filter(pk__in=allowed)


def sendable_issue(request: HttpRequest, issue_id: int) -> IssuePage:
    """Return an issue to somebody who may publish it, since sending publishes."""
    issue = get_object_or_404(IssuePage, pk=issue_id)
    if not issue.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return issue


def screen(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    """Answer with a screen in Wagtail's own frame."""
    crumbs = [{"url": reverse(INDEX), "label": "Lettres"}, {"url": "", "label": title}]
    frame = {"header_title": title, "header_icon": "mail", "breadcrumbs_items": crumbs}
    return TemplateResponse(request, f"newsletter/admin/{name}.html", frame | context)
