"""Pages written straight into the tables, where their making is not what a test is about.

The write door takes a tenth of a second a page, half of it for the log and the indexes of
Wagtail's admin, which are left out here; `test_rows.py` compares everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.domain import authoring
from cms.domain.row_order import number_rows
from cms.listing.tracking import touch, touch_draft, tracking

P = TypeVar("P", bound=Page)
M = TypeVar("M", bound=Model)


def insert(instance: M) -> M:
    """Insert one object without Wagtail's indexes of it: half of what its saving takes."""
    type(instance)._default_manager.bulk_create([instance])
    return instance


def write(pages: Sequence[Page]) -> None:
    """Insert both tables of each page: Django inserts only one table at once in bulk."""
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
    Page.objects.bulk_create(bases, batch_size=500)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = base.pk
        page.save_base(raw=True, force_insert=True)


def plant(parent: Page, page: P, *, publish: bool = True) -> P:
    """Add a page as `authoring.create` does, with its revision and its row of the listing."""
    number_rows(page)
    with tracking(), disable_reference_index_auto_update():
        place(parent, page)
        write([page])
        for relation in get_all_child_relations(page):
            getattr(page, relation.get_accessor_name()).commit()
        for field in get_all_child_m2m_relations(page):
            getattr(page, field.name).commit()
        revise(page, publish)
        (touch if publish else lambda ids: touch_draft(ids[0]))([page.pk])
    return page


def place(parent: Page, page: Page) -> None:
    """Put a page after its siblings, as an unpublished one."""
    parent.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
    last = parent.get_last_child()
    page.slug = authoring.free_slug(parent, page.slug or authoring.slug_of(page.title))
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.depth = parent.depth + 1
    page.path = last._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
    page.locale_id = parent.locale_id
    page.draft_title = page.title
    page.live, page.has_unpublished_changes = False, True
    parent.numchild += 1
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def revise(page: Page, publish: bool) -> None:
    """Give a page its first revision, and publish that."""
    revision = Revision(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        created_at=timezone.now(),
        object_str=str(page),
    )
    Revision.objects.bulk_create([revision])
    changes = {"latest_revision": revision, "latest_revision_created_at": revision.created_at}
    if publish:
        now = timezone.now()
        changes |= {"live": True, "has_unpublished_changes": False, "live_revision": revision}
        changes |= {"first_published_at": now, "last_published_at": now}
    for name, value in changes.items():
        setattr(page, name, value)
    Page.objects.filter(pk=page.pk).update(**changes)
