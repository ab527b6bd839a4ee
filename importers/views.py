"""Screens of the sources: report of a source, asking for an update, report of an update."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from importers import conflicts, runs
from importers.models import ImportedRecord, Run, Source

SHOWN = 50


class SourceScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen about one source."""

    model = Source
    header_icon = "download"

    @cached_property
    def source(self) -> Source:
        return get_object_or_404(Source, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.source.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("sources:index"), "label": "Sources"},
            {"url": reverse("sources:report", args=[self.source.pk]), "label": self.source.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_pull = self.permission_policy.user_has_permission(self.request.user, "pull")
        return super().get_context_data(source=self.source, may_pull=may_pull, **kwargs)


class SourceReportView(SourceScreen):
    """How a source stands: its updates, what waits for a choice, what has vanished."""

    any_permission_required = ["change", "view", "pull"]
    template_name = "importers/source.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.permission_policy.user_has_permission(self.request.user, "change"):
            return []
        url = reverse("sources:edit", args=[self.source.pk])
        return [HeaderButton(label="Réglages", url=url, icon_name="cog")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = self.source.records.filter(page__isnull=False).order_by("pk")
        waiting = records.filter(conflict__isnull=False)
        gone = records.filter(missing_since__isnull=False)
        return super().get_context_data(
            runs=self.source.runs.select_related("asked_by")[:SHOWN],
            waiting=[(record, conflicts.sides(record)) for record in waiting[:SHOWN]],
            waiting_count=waiting.count(),
            gone=gone.select_related("page")[:SHOWN],
            gone_count=gone.count(),
            records_count=records.count(),
            **kwargs,
        )


class PullView(SourceScreen):
    """Asking for an update: the question, then the demand."""

    permission_required = "pull"
    template_name = "importers/pull.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = runs.ask(self.source, request.user)
        run.refresh_from_db()
        if run.state == Run.State.FAILED:
            messages.error(request, run.message)
        elif run.state == Run.State.DONE:
            messages.success(request, f"Mise à jour terminée\xa0: {run.summary}.")
        else:
            messages.success(
                request, "La mise à jour est demandée. Rechargez cette page pour la suivre."
            )
        return redirect("sources:report", pk)


class RunView(SourceScreen):
    """The report of one update, row by row for what a person should look at."""

    any_permission_required = ["change", "view", "pull"]
    template_name = "importers/run.html"

    @cached_property
    def run(self) -> Run:
        return get_object_or_404(Run.objects.select_related("source"), pk=self.kwargs["pk"])

    @cached_property
    def source(self) -> Source:
        return self.run.source

    def get_page_subtitle(self) -> str:
        asked = date_format(timezone.localtime(self.run.asked_at), "j F Y")
        return f"mise à jour du {asked}"

    def get_header_title(self) -> str:
        return f"{self.get_page_title()}, {self.get_page_subtitle()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(run=self.run, **kwargs)


class ConflictView(SourceScreen):
    """A person's choice for one fiche."""

    permission_required = "pull"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(ImportedRecord, pk=pk, page__isnull=False)
        if record.conflict is None:
            messages.warning(request, "Ce choix est déjà fait.")
        elif request.POST.get("choice") == "theirs":
            conflicts.take_theirs(record, request.user)
            messages.success(request, "La fiche reprend ce que dit la source, en brouillon.")
        else:
            conflicts.keep_ours(record)
            messages.success(request, "La fiche reste telle que vous l’avez écrite.")
        return redirect("sources:report", record.source_id)
