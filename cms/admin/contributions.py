"""Contributions in Wagtail's admin: who was asked for what, and what became of it.

Whoever may add pages to a member's folder may ask that member, and sees all that was asked.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.admin.contribution_forms import AddresseeForm, ExtendForm, InitiativeForm, ResendForm
from cms.admin.contribution_list import (
    ContributionIndexView,
    folder_of,
    folders_of,
    requests_for,
)
from cms.domain import contribution_mails, contributions
from cms.domain.contribution_rules import State, last_day, state_of
from cms.domain.paris import day_in_paris
from cms.domain.preview import moment
from cms.models.contribution import ContributionMail, ContributionRequest
from cms.web.moments import day_text

Kind = ContributionRequest.Kind
CLOSED = "Trop tard\u00a0: il y a eu une réponse, ou le lien est révoqué ou expiré."


def ask(request: HttpRequest) -> HttpResponse:
    """Ask a member to tell of an initiative."""
    folders = folders_of(request.user)
    if not folders.exists():
        raise PermissionDenied
    form = InitiativeForm(request.POST or None, folders=folders)
    if request.method == "POST" and form.is_valid():
        return write_down(request, form.request(kind=Kind.INITIATIVE, created_by=request.user))
    return screen(request, "ask", "Demander une initiative", form=form, button="Demander")


def proofread(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask a member to proofread a page."""
    page = get_object_or_404(Page, pk=page_id)
    folder = folder_of(request.user, page)
    if folder is None:
        raise PermissionDenied
    form = AddresseeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.request(
            kind=Kind.PROOFREADING, folder=folder, page=page, created_by=request.user
        )
        return write_down(request, asked)
    title = f"Faire relire «\u00a0{page.get_admin_display_title()}\u00a0»"
    return screen(request, "ask", title, form=form, button="Faire relire")


def write_down(request: HttpRequest, asked: ContributionRequest) -> HttpResponse:
    contributions.ask(asked)
    ring(asked)
    messages.success(request, "La demande est enregistrée. Voici ce qu’il en est du courriel.")
    return redirect("contributions:show", asked.pk)


def ring(asked: ContributionRequest) -> None:
    """Send once the rows are really written, and before the next screen tells the outcome."""
    transaction.on_commit(partial(contribution_mails.send_of, asked.pk), robust=True)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request with its link and its mails, and do what is asked of it."""
    asked = found(request, pk)
    today = day_in_paris()
    resend, extend = (
        ResendForm(initial={"email": asked.email}),
        ExtendForm(initial={"deadline": max(asked.deadline, today)}),
    )
    if request.method == "POST":
        resending = "resend" in request.POST
        form = (ResendForm if resending else ExtendForm)(request.POST)
        if form.is_valid():
            return change(request, asked, form, resending=resending)
        resend, extend = (form, extend) if resending else (resend, form)
    state = state_of(asked, today)
    return screen(
        request,
        "show",
        str(asked),
        asked=asked,
        state=state,
        says={
            name: moment(instant)
            for name in ("created_at", "answered_at", "validated_at", "revision_saved_at")
            if (instant := getattr(asked, name))
        },
        deadline=day_text(asked.deadline),
        last_day=day_text(last_day(asked.deadline)),
        mails=[said(mail) for mail in asked.mails.all()],
        link=contribution_mails.link_of(asked),
        is_open=state in (State.WAITING, State.LATE),
        is_unanswered=state in (State.WAITING, State.LATE, State.EXPIRED),
        resend=resend,
        extend=extend,
    )


def said(mail: ContributionMail) -> str:
    """Say what became of a mail, in sentences."""
    text = f"{mail.get_kind_display()}\u00a0: {mail.get_state_display().lower()}"
    text += f" le {moment(mail.sent_at)}." if mail.sent_at else "."
    again = {
        ContributionMail.State.PENDING: f"Prochain essai le {moment(mail.next_attempt_at)}.",
        ContributionMail.State.UNKNOWN: "Il n’est pas renvoyé de lui-même.",
    }.get(ContributionMail.State(mail.state), "")
    return " ".join(filter(None, [text, mail.answer, mail.answer and again]))


def change(
    request: HttpRequest, asked: ContributionRequest, form: Form, *, resending: bool
) -> HttpResponse:
    try:
        if resending:
            contributions.resend(asked, form.cleaned_data["email"])
            ring(asked)
            messages.success(request, "Voici ce qu’il en est du courriel.")
        else:
            contributions.extend(asked, form.cleaned_data["deadline"], request.user)
            messages.success(request, "Le nouveau délai est enregistré.")
    except contributions.Closed:
        messages.error(request, CLOSED)
    return redirect("contributions:show", asked.pk)


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link for good, after asking."""
    asked = found(request, pk)
    if request.method != "POST":
        return screen(request, "revoke", "Révoquer le lien", asked=asked)
    try:
        contributions.revoke(asked, request.user)
        messages.success(request, "Le lien est révoqué\u00a0: il n’ouvre plus rien.")
    except contributions.Closed:
        messages.error(request, CLOSED)
    return redirect("contributions:show", asked.pk)


def found(request: HttpRequest, pk: int) -> ContributionRequest:
    requests = requests_for(request.user).select_related(
        "folder", "page__latest_revision", "topic", "created_by"
    )
    return get_object_or_404(requests, pk=pk)


def screen(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    """Answer with a screen in Wagtail's own frame."""
    crumbs = [
        {"url": reverse("contributions:index"), "label": "Contributions"},
        {"url": "", "label": title},
    ]
    frame = {"header_title": title, "header_icon": "comment", "breadcrumbs_items": crumbs}
    return TemplateResponse(request, f"passeur_cms/contributions/{name}.html", frame | context)


class ContributionMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_any_permission(request.user, {"add"})


class ContributionViewSet(ViewSet):
    name = "contributions"
    icon = "comment"
    menu_label = "Contributions"
    menu_order = 160
    add_to_admin_menu = True
    menu_item_class = ContributionMenuItem

    def get_urlpatterns(self) -> list[Any]:
        index = ContributionIndexView.as_view
        names = {
            "index_url_name": "contributions:index",
            "index_results_url_name": "contributions:results",
        }
        return [
            path("", index(**names), name="index"),
            path("resultats/", index(results_only=True, **names), name="results"),
            path("demander/", ask, name="ask"),
            path("faire-relire/<int:page_id>/", proofread, name="proofread"),
            path("<int:pk>/", show, name="show"),
            path("<int:pk>/revoquer/", revoke, name="revoke"),
        ]
