"""Hear of every change that may show in the listing, and note the pages it touches.

Only notes: `tracking()` recomputes at the end of the transaction, when all rows of
the change (many-to-many links come after `post_save`) are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from cms.domain.territories import within
from cms.listing.naming import naming
from cms.listing.row import ListingRow, ListingTerm
from cms.listing.sync import listed_models
from cms.listing.tracking import is_tracking, touch, touch_around, touch_draft
from cms.models.alliance import Alliance, Membership, Partnership
from cms.models.directory import DirectoryPage
from cms.models.member_folder import MemberFolder
from cms.models.office import Office
from cms.models.organisation import Organisation
from cms.models.provenance import Provenance
from cms.models.reminder import Reminder
from cms.models.tag import PageTag
from cms.models.territory import Territory
from cms.models.topic import Topic

AROUND = {
    "passeur_cms.alliance",
    "passeur_cms.look",
    "passeur_cms.membership",
    "passeur_cms.organisation",
    "passeur_cms.territory",
    "passeur_cms.topic",
    "taggit.tag",
    "wagtailcore.locale",
    "wagtailredirects.redirect",
}
DIRECTORY = (Alliance, Membership, Office, Organisation, Partnership, Territory)
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
    post_save.connect(note_saved, dispatch_uid="listing-saved")
    pre_delete.connect(note_deleted, dispatch_uid="listing-deleted")
    post_delete.connect(note_unrestricted, sender=PageViewRestriction)
    post_page_move.connect(note_moved, dispatch_uid="listing-moved")
    m2m_changed.connect(note_parents, sender=Territory.parents.through)


def note_saved(
    sender: type[Model],
    instance: Any,
    raw: bool = False,
    created: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> None:
    if raw or not is_tracking():
        return
    if isinstance(instance, Page) and update_fields and DRAFT_FIELDS.issuperset(update_fields):
        return  # saving a draft, which autosave does all the time, changes nothing public
    if isinstance(instance, Page) and created and not instance.live:
        touch_draft(instance.pk)
    elif isinstance(instance, MemberFolder):
        touch([instance.pk], tree=True)  # pages below show the member's name
    elif isinstance(instance, Page):
        touch([instance.pk])
    elif isinstance(instance, PageViewRestriction):
        touch([instance.page_id], tree=True)
    elif isinstance(instance, Site):
        touch(roots_of(instance), tree=True)
        # Those under its former root, if it has a new one.
        touch(ListingRow.objects.filter(site=instance).values_list("pk", flat=True))
    else:
        note_around(instance)
        touch(dependent_pages(instance))


def note_deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Note before deletion, while the links to the pages still stand."""
    if not is_tracking():
        return
    if isinstance(instance, Page):
        touch([instance.pk])
    elif isinstance(instance, Site):
        touch(roots_of(instance), tree=True)
    else:
        note_around(instance)
        touch(dependent_pages(instance))


def note_around(instance: Model) -> None:
    """Note a change of what the API tells beside its pages."""
    if instance._meta.label_lower in AROUND:
        touch_around()


def roots_of(site: Site) -> list[int]:
    """Return the root page of a site in each language."""
    translations = Page.objects.filter(
        translation_key__in=Page.objects.filter(pk=site.root_page_id).values("translation_key")
    )
    return list(translations.values_list("pk", flat=True))


def note_unrestricted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    touch([instance.page_id], tree=True)


def note_moved(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    touch([instance.pk], tree=True)


def note_parents(
    sender: type[Model],
    instance: Territory,
    action: str,
    reverse: bool = False,
    pk_set: set[int] | None = None,
    **kwargs: Any,
) -> None:
    """Note pages about a territory that lies in another from now on, or no longer does."""
    if not is_tracking():
        return
    if not reverse:
        touch(dependent_pages(instance))
    elif pk_set is not None:
        for child in Territory.objects.filter(pk__in=pk_set):
            touch(dependent_pages(child))
    else:  # `parent.children.clear()`
        touch(dependent_pages(instance))


def dependent_pages(instance: Model) -> set[int]:
    """Return the pages whose row holds something of a topic, territory, file, organisation…"""
    return told_by_directories(instance) | told_by_rows(instance)


def told_by_directories(instance: Model) -> set[int]:
    """Return the directories, of which each tells of every body in an alliance."""
    if not isinstance(instance, DIRECTORY):
        return set()
    return set(DirectoryPage.objects.values_list("pk", flat=True))


def told_by_rows(instance: Model) -> set[int]:
    match instance:
        case Topic():
            return {
                pk
                for model in listed_models()
                if hasattr(model, "topics")
                for pk in model.objects.filter(topics=instance).values_list("pk", flat=True)
            }
        case Territory():
            # By key and not by the slug in the rows' terms, which may be what has changed.
            return naming(Territory, within(instance))
        case Organisation():
            folders = instance.member_folders.values_list("path", flat=True)
            below = {
                pk
                for path in folders
                for pk in Page.objects.filter(path__startswith=path).values_list("pk", flat=True)
            }
            return below | naming(Organisation, {instance.pk})
        case Provenance() | Reminder():
            return {instance.page_id}
        case Locale():
            return set(Page.objects.filter(locale=instance).values_list("pk", flat=True))
        case Tag():
            links = PageTag.objects.filter(tag=instance)
            return set(links.values_list("content_object_id", flat=True))
    if isinstance(instance, get_image_model()):
        return saying(ListingTerm.Index.PICTURE, instance)
    if isinstance(instance, get_document_model()):
        return saying(ListingTerm.Index.FILE, instance)
    return set()


def saying(index: ListingTerm.Index, instance: Model) -> set[int]:
    """Return the pages whose row says something of a picture or a file."""
    terms = ListingTerm.objects.filter(index=index, value=str(instance.pk))
    return set(terms.values_list("row", flat=True))
