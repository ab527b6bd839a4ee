"""The one write door for programs: create, update and publish pages by Wagtail's own rules.

Importers, the newsletter and the demo go through here, so that revisions, the audit log,
permissions to come and the listing are the same whoever writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page

from cms.domain.row_order import number_rows
from cms.listing.stems import fold
from cms.listing.tracking import tracking

P = TypeVar("P", bound=Page)


def create(
    parent: Page,
    page: P,
    *,
    user: AbstractBaseUser | None = None,
    publish: bool = False,
    prepare: Callable[[P], None] | None = None,
) -> P:
    """Add a page under `parent` as a draft with a first revision, and publish it if asked.

    The slug is made from the title and numbered where taken. `prepare` receives the saved
    page in the same transaction, for the rows that lie beside it (provenance, triage).
    Raises ValidationError, and leaves nothing behind, when the page is not valid.
    """
    page.slug = free_slug(parent, page.slug or slug_of(page.title))
    page.live = False
    page.has_unpublished_changes = True
    number_rows(page)
    with tracking():
        parent.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
        parent.add_child(instance=page)
        revision = page.save_revision(user=user, log_action=True, clean=False)  # valid as added
        if prepare:
            prepare(page)
        if publish:
            revision.publish(user=user)
            page.refresh_from_db()
    return page


def update(
    page: P,
    changes: Mapping[str, Any],
    *,
    user: AbstractBaseUser | None = None,
    publish: bool = False,
) -> P:
    """Write new field values into a new revision over the page's latest draft.

    Starts from the latest revision: a draft that staff is writing keeps its other fields,
    and the live page stays as it is unless `publish`. Raises ValidationError, and changes
    nothing, when the page is an alias or a value is not valid.
    """
    refuse_alias(page)
    with tracking():
        draft = page.get_latest_revision_as_object()
        for name, value in changes.items():
            if name == "tags":  # as a plain attribute they would be lost without a word
                draft.tags.set(value)
            else:
                setattr(draft, name, value)
        number_rows(draft, changes)
        draft.full_clean()
        revision = draft.save_revision(user=user, log_action=True)
        if publish:
            revision.publish(user=user)
        page.refresh_from_db()
    return page


def copy(
    draft: P, *, title: str, without: Sequence[str] = (), user: AbstractBaseUser | None = None
) -> P:
    """Copy one version of a page as a draft beside it, with a history of its own.

    Fields and rows named in `without` stay empty. By Wagtail's own action: it leaves out what
    the page's type says of every copy, too.
    """
    with transaction.atomic():  # a draft is nothing that the listing would have to follow
        parent = draft.get_parent()
        names = {"title": title, "slug": free_slug(parent, slug_of(title))}
        return CopyPageAction(
            draft,
            to=parent,
            update_attrs=names | {"locked": False, "locked_by": None, "locked_at": None},
            exclude_fields=list(without),
            copy_revisions=False,
            keep_live=False,
            user=user,
        ).execute()


def publish(page: P, *, user: AbstractBaseUser | None = None) -> P:
    """Publish the latest revision of a page.

    Raises ValidationError for an alias, and `image_rules.PublicationRefused`, as the other
    functions that publish do.
    """
    refuse_alias(page)
    with tracking():
        (page.get_latest_revision() or page.save_revision(user=user)).publish(user=user)
        page.refresh_from_db()
    return page


def refuse_alias(page: Page) -> None:
    """Raise ValidationError for an alias, which has no text of its own: Wagtail copies it."""
    if page.alias_of_id:
        raise ValidationError(
            f"« {page.title} » est l’alias d’une autre page : c’est cette page qu’il faut modifier."
        )


def unpublish(page: P, *, user: AbstractBaseUser | None = None) -> P:
    """Take a page offline; its address answers 410 from then on."""
    with tracking():
        page.unpublish(user=user)
    return page


def delete(page: Page, *, user: AbstractBaseUser | None = None) -> None:
    """Delete a page and all below it."""
    with tracking():
        page.delete(user=user)


def slug_of(title: str) -> str:
    """Return the slug of a French title: `l’œuvre` gives `l-oeuvre`, Django alone gives `luvre`."""
    return slugify(fold(title).replace("’", " ").replace("'", " "))


def free_slug(parent: Page, wanted: str) -> str:
    """Return `wanted`, or `wanted-2`, `wanted-3`… when a sibling already has it."""
    wanted = wanted[:200].strip("-") or "page"
    taken = set(
        parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
