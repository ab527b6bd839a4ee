"""The list of contributions in Wagtail's admin, and who may see what of it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.domain.contribution_rules import State, in_state, state_of
from cms.domain.paris import day_in_paris
from cms.models.contribution import ContributionRequest
from cms.models.member_folder import MemberFolder
from cms.web.moments import day_text


def folders_of(user: Any) -> QuerySet[MemberFolder]:
    """Return the folders of the members that a user may ask."""
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"add"})
    return MemberFolder.objects.filter(pk__in=pages.order_by().values("pk")).order_by("title")


def requests_for(user: Any) -> QuerySet[ContributionRequest]:
    """Return the requests to the members that a user may ask."""
    return ContributionRequest.objects.filter(folder__in=folders_of(user).order_by().values("pk"))


def folder_of(user: Any, page: Page) -> MemberFolder | None:
    """Return the folder whose member a user may have proofread a page, once it is saved."""
    if page.latest_revision_id is None or not page.permissions_for_user(user).can_edit():
        return None
    return folders_of(user).filter(path=page.path[: -Page.steplen]).first()


class ContributionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="État", choices=State.choices, method="that_stand")
    folder = django_filters.ModelChoiceFilter(
        label="Membre", queryset=MemberFolder.objects.order_by("title")
    )

    class Meta:
        model = ContributionRequest
        fields = ["state", "kind", "folder"]

    def that_stand(self, requests: QuerySet, name: str, state: str) -> QuerySet:
        return requests.filter(in_state(state, day_in_paris()))


class StateColumn(Column):
    cell_template_name = "passeur_cms/contributions/state_cell.html"

    def get_value(self, instance: ContributionRequest) -> State:
        return state_of(instance, day_in_paris())


class ContributionIndexView(IndexView):
    """The list, newest first."""

    model = ContributionRequest
    page_title = "Contributions"
    header_icon = "comment"
    results_template_name = "passeur_cms/contributions/results.html"
    filterset_class = ContributionFilterSet
    search_fields = ["folder__title", "office", "page__draft_title"]
    search_backend_name = None
    default_ordering = "-created_at"
    paginate_by = 25
    any_permission_required = None
    columns = [
        TitleColumn(
            "title",
            label="Demande",
            accessor="get_kind_display",
            get_url=lambda asked: reverse("contributions:show", args=[asked.pk]),
        ),
        Column("folder", label="Membre", accessor="folder.title"),
        Column("page", label="Page", accessor="page.draft_title"),
        Column("office", label="Destinataire"),
        Column(
            "deadline",
            label="Attendue le",
            accessor=lambda asked: day_text(asked.deadline),
            sort_key="deadline",
        ),
        StateColumn("state", label="État"),
        DateColumn("created_at", label="Demandée", sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[ContributionRequest]:
        return (
            requests_for(self.request.user)
            .select_related("folder", "page")
            .prefetch_related("mails")
        )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("contributions:ask")
        return [HeaderButton("Demander une initiative", url=url, icon_name="plus")]
