"""The vivier in Wagtail's admin: imported drafts, to be kept or set aside."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.domain import triage
from cms.models.member_folder import MemberFolder
from cms.models.topic import Topic
from cms.models.triage import Triage

EDIT = {"change", "publish"}
BULK = {"topics", "territories", "unpublish"}


def waiting_for(user: Any) -> QuerySet[Triage]:
    """Return what waits in the vivier among the pages that a user may edit."""
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, EDIT)
    return triage.waiting().filter(page__in=pages.order_by().values("pk"))


class VivierFilterSet(WagtailFilterSet):
    member = django_filters.ModelChoiceFilter(
        label="Membre", queryset=MemberFolder.objects.order_by("title"), method="of_member"
    )
    topic = django_filters.ModelChoiceFilter(
        label="Thématique", queryset=Topic.objects.all(), method="about"
    )

    class Meta:
        model = Triage
        fields: list[str] = []

    def of_member(self, waiting: QuerySet, name: str, folder: MemberFolder) -> QuerySet:
        return waiting.filter(page__path__startswith=folder.path)

    def about(self, waiting: QuerySet, name: str, topic: Topic) -> QuerySet:
        held = topics_of(waiting)
        return waiting.filter(page__in=[pk for pk, topics in held.items() if topic.pk in topics])


def topics_of(waiting: QuerySet[Triage]) -> dict[int, list[int]]:
    """Return the topics of the latest draft of each page: the page itself is read live."""
    held = waiting.order_by().values_list("page_id", "page__latest_revision__content__topics")
    return {page_id: topics or [] for page_id, topics in held}


class CheckboxColumn(Column):
    header_template_name = "passeur_cms/vivier/checkbox_header.html"
    cell_template_name = "passeur_cms/vivier/checkbox_cell.html"


class DecisionColumn(Column):
    cell_template_name = "passeur_cms/vivier/decision_cell.html"


class VivierIndexView(IndexView):
    """The list, oldest first, with its decisions as buttons of one form."""

    model = Triage
    page_title = "Vivier"
    header_icon = "clipboard-list"
    results_template_name = "passeur_cms/vivier/results.html"
    filterset_class = VivierFilterSet
    search_fields = ["page__title"]
    search_backend_name = None
    default_ordering = "pk"
    paginate_by = 25
    any_permission_required = None
    columns = [
        CheckboxColumn("ids", label=""),
        TitleColumn(
            "title",
            label="Titre",
            accessor="page.draft_title",
            get_url=lambda waiting: reverse("wagtailadmin_pages:edit", args=[waiting.page_id]),
        ),
        Column("member", label="Membre"),
        Column("source", label="Source", accessor="page.provenance.source_name"),
        Column("topics", label="Thématiques"),
        DateColumn("received", label="Reçue", accessor="page.latest_revision_created_at"),
        DecisionColumn("decision", label="Décision"),
    ]

    def get_base_queryset(self) -> QuerySet[Triage]:
        return waiting_for(self.request.user).select_related("page__provenance")

    def get_table(self, object_list: Any) -> Any:
        """Read members and topics of one screen at once, then draw the table."""
        complete(list(object_list))
        return super().get_table(object_list)


def complete(waiting: list[Triage]) -> None:
    """Give each line its member's name and its topics, in a few queries for all of them."""
    held = topics_of(Triage.objects.filter(pk__in=[line.pk for line in waiting]))
    names = list(Topic.objects.values_list("pk", "title"))
    folders = dict(
        MemberFolder.objects.filter(
            path__in={line.page.path[: -Page.steplen] for line in waiting}
        ).values_list("path", "title")
    )
    for line in waiting:
        line.member = folders.get(line.page.path[: -Page.steplen], "")
        line.topics = ", ".join(title for pk, title in names if pk in held[line.page_id])


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Keep or set aside one draft, or those ticked. Setting aside asks first.

    Drafts that the user may not edit, or that a colleague has decided about meanwhile, are
    left as they are. What is done to pages in any list, Wagtail's bulk actions do here too.
    """
    if action := request.POST.get("bulk"):
        return to_bulk_action(request, action)
    keeping = "keep" in request.POST
    value = request.POST.get("keep" if keeping else "set_aside", "")
    ids = request.POST.getlist("ids") if value == "selected" else [value]
    chosen = chosen_among(request, ids)
    if not chosen:
        tell_nothing_is_chosen(request)
    elif keeping:
        for line in chosen:
            triage.keep(line.page, user=request.user)
        messages.success(request, sentence(len(chosen), "retenue", "parmi les brouillons"))
    elif "confirmed" not in request.POST:
        context = {"chosen": chosen, "many": len(chosen) > 1}
        return TemplateResponse(request, "passeur_cms/vivier/confirm.html", context)
    else:
        for line in chosen:
            triage.set_aside(line.page, user=request.user)
        messages.success(request, sentence(len(chosen), "écartée", "et plus jamais proposée"))
    return redirect("vivier:index")


def to_bulk_action(request: HttpRequest, action: str) -> HttpResponse:
    """Lead to what the bulk action asks about the pages of the drafts ticked."""
    if action not in BULK:
        raise Http404
    index = reverse("vivier:index")
    chosen = chosen_among(request, request.POST.getlist("ids"))
    if not chosen:
        tell_nothing_is_chosen(request)
        return redirect(index)
    query = {"id": [line.page_id for line in chosen], "next": index}
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return redirect(f"{address}?{urlencode(query, doseq=True)}")


def chosen_among(request: HttpRequest, ids: list[str]) -> list[Triage]:
    numbers = [pk for pk in ids if pk.isdecimal()]
    return list(waiting_for(request.user).filter(pk__in=numbers))


def tell_nothing_is_chosen(request: HttpRequest) -> None:
    messages.warning(request, "Aucune fiche n’est choisie, ou elles ne sont plus à trier.")


def sentence(count: int, done: str, then: str) -> str:
    if count == 1:
        return f"1 fiche {done}, {then}."
    return f"{count} fiches {done}s, {then.replace('proposée', 'proposées')}."


class VivierMenuItem(MenuItem):
    """The entry of the menu, with how much waits."""

    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_any_permission(request.user, EDIT)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if count := waiting_for(request.user).count():
            component.label = f"{self.label} ({count})"
        return component


class VivierViewSet(ViewSet):
    name = "vivier"
    icon = "clipboard-list"
    menu_label = "Vivier"
    menu_order = 150
    add_to_admin_menu = True
    menu_item_class = VivierMenuItem

    def get_urlpatterns(self) -> list[Any]:
        names = {"index_url_name": "vivier:index", "index_results_url_name": "vivier:results"}
        return [
            path("", VivierIndexView.as_view(**names), name="index"),
            path("resultats/", VivierIndexView.as_view(results_only=True, **names), name="results"),
            path("decision/", decide, name="decide"),
        ]
