"""Make a page of the demo once, and leave it alone ever after."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from wagtail.models import Page

from cms.domain import authoring
from cms.listing.tombstone import Tombstone

P = TypeVar("P", bound=Page)
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/passeur/demo")


def key_of(name: str) -> uuid.UUID:
    """Return the translation key of a demo page: it survives moves, renamings and edits."""
    return uuid.uuid5(NAMESPACE, name)


def find(name: str) -> Page | None:
    """Return a demo page wherever staff may have moved it; None where there is none."""
    return Page.objects.filter(translation_key=key_of(name)).first()


def was_deleted(name: str) -> bool:
    """Tell whether the page was public and is gone: someone took it away, it stays away."""
    return Tombstone.objects.filter(uid=uuid.uuid5(key_of(name), "fr")).exists()


def make_once(
    name: str,
    parent: Page | None,
    page: P,
    *,
    publish: bool = True,
    prepare: Callable[[P], None] | None = None,
) -> bool:
    """Make a page that was never made before; tell whether it was made now."""
    if parent is None or find(name) or was_deleted(name):
        return False
    page.translation_key = key_of(name)
    authoring.create(parent, page, publish=publish, prepare=prepare)
    return True
