"""Sources in Wagtail's admin: their list, their settings, and the way to their reports."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Prefetch, QuerySet
from django.urls import URLPattern, path
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from importers import views
from importers.models import Run, Source


class SourcePolicy(ModelPermissionPolicy):
    """Sources come from a description, with its rules, and keep the memory of their records.

    So nobody adds one by hand, and nobody deletes one, which would let all its fiches come
    in again.
    """

    NEVER = frozenset({"add", "delete"})

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action not in self.NEVER and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: list[str]) -> bool:
        return super().user_has_any_permission(user, list(set(actions) - self.NEVER))


class SourceIndexView(IndexView):
    """The list of sources with their last update."""

    any_permission_required = ["change", "view", "pull"]
    default_ordering = "title"

    def get_base_queryset(self) -> QuerySet[Source]:
        latest = Prefetch("runs", Run.objects.defer("lines"))
        return super().get_base_queryset().prefetch_related(latest)

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label="Nom", url_name="sources:report", sort_key="title"),
            Column("kind", label="Type", accessor="get_kind_display"),
            DateColumn("last", label="Dernière mise à jour", accessor="last_run.started_at"),
            Column("outcome", label="Résultat", accessor="last_run.summary"),
        ]


class SourceViewSet(ModelViewSet):
    """Sources under « Sources » in the menu."""

    model = Source
    name = "sources"
    icon = "download"
    menu_label = "Sources"
    menu_order = 450
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    inspect_view_enabled = False
    index_view_class = SourceIndexView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("report/<int:pk>/", views.SourceReportView.as_view(), name="report"),
            path("pull/<int:pk>/", views.PullView.as_view(), name="pull"),
            path("run/<int:pk>/", views.RunView.as_view(), name="run"),
            path("conflict/<int:pk>/", views.ConflictView.as_view(), name="conflict"),
        ]
