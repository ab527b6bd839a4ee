"""A person's choice between what staff wrote and what the source says now."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import InitiativePage
from importers import values
from importers.models import ImportedRecord


def keep_ours(record: ImportedRecord) -> None:
    """Keep the page as it is: what the source said becomes what is known of it."""
    _settle(record)


def take_theirs(record: ImportedRecord, user: AbstractBaseUser | None = None) -> None:
    """Write what the source says into a new draft of the page; the live page stays."""
    with tracking():
        page = InitiativePage.objects.get(pk=record.page_id)
        changes = values.to_fields(record.conflict, record.conflict)
        authoring.update(page, changes, user=user)
        _settle(record)


def sides(record: ImportedRecord) -> list[tuple[str, str, str]]:
    """Return, for each field in conflict, its name, what stands and what comes, as text."""
    page = InitiativePage.objects.get(pk=record.page_id).get_latest_revision_as_object()
    ours = values.of_page(page)
    return [
        (values.NAMES[name], values.shown(name, ours[name]), values.shown(name, theirs))
        for name, theirs in record.conflict.items()
    ]


def _settle(record: ImportedRecord) -> None:
    record.imported = record.imported | record.conflict
    record.conflict = None
    record.save(update_fields=["imported", "conflict"])
