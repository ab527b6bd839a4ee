"""Give many pages topics or territories, or take them away, each page by the write door."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from wagtail.models import Page

from cms.domain import authoring
from cms.domain.image_rules import shown_images, without_authorisation


class Outcome(StrEnum):
    """What became of one page; one that `WAITS` stays online as it was, with a draft beside."""

    ONLINE = "online"
    WAITS = "waits"
    DRAFT = "draft"
    UNCHANGED = "unchanged"


def relabel(
    page: Page, field: str, chosen: Sequence[Model], *, remove: bool, user: AbstractBaseUser
) -> Outcome:
    """Add to what a page holds in `field` (topics, territories), or remove from it.

    What it holds already keeps its place: the first territory draws the cover. Raises
    ValidationError when the page cannot be saved as it is.
    """
    draft = page.get_latest_revision_as_object()
    held = list(draft.topics.all()) if field == "topics" else draft.territories
    if remove:
        wanted = [label for label in held if label not in chosen]
    else:
        wanted = [*held, *(label for label in chosen if label not in held)]
    if wanted == held:
        return Outcome.UNCHANGED
    publish = may_go_online(page, user)
    authoring.update(page, {field: wanted}, user=user, publish=publish)
    if publish:
        return Outcome.ONLINE
    return Outcome.WAITS if page.live else Outcome.DRAFT


def may_go_online(page: Page, user: AbstractBaseUser) -> bool:
    """Tell whether a change may be online at once: nothing that nobody asked for goes with it."""
    return (
        page.live
        and not page.has_unpublished_changes
        and page.permissions_for_user(user).can_publish()
        and not without_authorisation(shown_images(page))
    )
