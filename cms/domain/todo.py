"""What waits for the person in charge: what to find, for whom, and what counts as late."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import FieldDoesNotExist
from django.db.models import IntegerField, Max, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.images import get_image_model
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from cms.domain.reviews import Request, request_of
from cms.listing.row import ListingRow, ListingTerm
from cms.listing.sync import listed_models
from cms.models.alliance import Alliance
from cms.models.home import HomePage
from cms.models.member_folder import MemberFolder
from cms.models.session import SessionPage
from cms.models.territory import TerritoriesMixin
from cms.models.triage import Triage

AGEING = datetime.timedelta(days=30)
SOON = datetime.timedelta(days=60)
SILENT = datetime.timedelta(days=365)
LISTS = ("Folder", HomePage.portal_type)


class Review(NamedTuple):
    """A page or snippet that waits for a review, and what is asked."""

    thing: Any
    request: Request


class Silence(NamedTuple):
    """The folder of a member of whom nothing was shown for long, or ever."""

    folder: MemberFolder
    last: datetime.date | None


def editable(user: AbstractBaseUser) -> QuerySet:
    """Return the ids of the pages that a user may edit, for another query."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return pages.order_by().values("pk")


def to_review(user: AbstractBaseUser) -> list[Review]:
    """Return what a user is asked to read again, the most pressing first."""
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related("workflow_state__requested_by", "task")
        .prefetch_related("revision__content_object")
    )
    waiting = [
        Review(state.revision.content_object, request_of(state))
        for state in states
        if state.revision and state.revision.content_object  # the page may be gone
    ]
    return sorted(waiting, key=lambda review: review.request.due)


def ageing_drafts(user: AbstractBaseUser, today: datetime.date) -> QuerySet[Page]:
    """Return drafts that nobody has touched for a month, the oldest first.

    What was online once is archived on purpose; the vivier has its own screen.
    """
    return (
        Page.objects.filter(
            pk__in=editable(user),
            live=False,
            first_published_at=None,
            latest_revision_created_at__date__lte=today - AGEING,
        )
        .exclude(pk__in=Triage.objects.exclude(state=Triage.State.KEPT).values("page"))
        .exclude(pk__in=_under_review())
        .order_by("latest_revision_created_at")
    )


def _under_review() -> QuerySet:
    """Return the ids of pages in a workflow; Wagtail keeps them as text."""
    states = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    )
    return states.annotate(key=Cast("object_id", IntegerField())).values("key")


def sessions_without_programme(
    user: AbstractBaseUser, today: datetime.date
) -> QuerySet[SessionPage]:
    """Return the sessions of the next weeks whose programme is not written, the next first."""
    return SessionPage.objects.filter(
        pk__in=editable(user), date__range=(today, today + SOON), programme=[]
    ).order_by("date")


def without_topic(user: AbstractBaseUser) -> QuerySet[ListingRow]:
    types = [model.portal_type for model in listed_models() if hasattr(model, "topics")]
    return _online(user).filter(type__in=types, topics=[])


def without_territory(user: AbstractBaseUser) -> QuerySet[ListingRow]:
    """Only for types that always happen somewhere: a book does not."""
    types = [
        model.portal_type
        for model in listed_models()
        if issubclass(model, TerritoriesMixin) and model.is_always_somewhere
    ]
    return _online(user).filter(type__in=types, territories=[])


def without_summary(user: AbstractBaseUser) -> QuerySet[ListingRow]:
    """Lists need none, and a home page says what it has to say in its body."""
    return _online(user).filter(description="").exclude(type__in=LISTS)


def without_image_text(user: AbstractBaseUser) -> QuerySet[ListingRow]:
    return _online(user).filter(image__alt="")


def _online(user: AbstractBaseUser) -> QuerySet[ListingRow]:
    rows = ListingRow.objects.public().filter(page__in=editable(user))
    return rows.only("title", "type_label").order_by("title", "pk")


def images_without_rights(user: AbstractBaseUser) -> QuerySet:
    """Return images that pages online show, without licence or with people to ask.

    Only those that a user may change: a page may show images of somebody else's collection.
    A host's own image model may know nothing of licences: then nothing is missing.
    """
    model = get_image_model()
    try:
        model._meta.get_field("licence")
        model._meta.get_field("people")
    except FieldDoesNotExist:
        return model.objects.none()
    shown = ListingTerm.objects.filter(
        index=ListingTerm.Index.PICTURE, row__in=_online(user).order_by().values("pk")
    )
    ids = {int(value) for value in shown.values_list("value", flat=True).distinct()}
    lacking = Q(licence="") | Q(people="unknown")
    own = policy_registry.get_by_type(model).instances_user_has_permission_for(user, "change")
    return own.filter(lacking, pk__in=ids).order_by("title", "pk")


def silent_members(user: AbstractBaseUser, today: datetime.date) -> list[Silence]:
    """Return today's members of whom no initiative of the last year is online."""
    members = {
        membership.organisation_id
        for alliance in Alliance.objects.all()
        for membership in alliance.members_on(today)
    }
    folders = MemberFolder.objects.filter(organisation__in=members, pk__in=editable(user))
    lasts = dict(
        ListingRow.objects.public()
        .filter(type="Initiative")
        .order_by()
        .values_list("parent_id")
        .annotate(Max("effective"))
    )
    silent = [Silence(folder, lasts.get(folder.pk)) for folder in folders.order_by("title")]
    return sorted(
        (each for each in silent if each.last is None or each.last < today - SILENT),
        key=lambda each: each.last or datetime.date.min,
    )
