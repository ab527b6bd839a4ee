"""Note what a transaction changes, so that the listing follows at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page, Site

from cms.listing.sync import refresh
from cms.listing.version import bump


@dataclass
class Touched:
    """Pages that a transaction has changed; `trees` are to be recomputed with all below.

    `drafts` were made by it unpublished. `around` tells that something changed which no page
    holds: a topic yet unused, a redirect.
    """

    pages: set[int] = field(default_factory=set)
    trees: set[int] = field(default_factory=set)
    drafts: set[int] = field(default_factory=set)
    around: bool = False


_touched: ContextVar[Touched | None] = ContextVar("touched", default=None)


def is_tracking() -> bool:
    return _touched.get() is not None


def touch(page_ids: Iterable[int], *, tree: bool = False) -> None:
    """Note that pages changed. Does nothing outside `tracking()`: the tick repairs then."""
    touched = _touched.get()
    if touched is not None:
        (touched.trees if tree else touched.pages).update(page_ids)


def touch_draft(page_id: int) -> None:
    """Note a page that was made unpublished: unless that changes, nothing public does."""
    touched = _touched.get()
    if touched is not None:
        touched.drafts.add(page_id)


def touch_around() -> None:
    """Note that what surrounds the pages changed: vocabularies, alliance, redirects."""
    touched = _touched.get()
    if touched is not None:
        touched.around = True


@contextmanager
def tracking() -> Iterator[None]:
    """Open a transaction at whose end the listing follows every page it changed.

    Programs that write and unsafe admin requests run inside, so that a page and its row
    become visible at the same instant, whatever the task queue does. May be nested.
    """
    if _touched.get() is not None:
        yield
        return
    with transaction.atomic():
        touched = Touched()
        token = _touched.set(touched)
        try:
            yield
        finally:
            _touched.reset(token)
        pages = touched.pages - still_drafts(touched.drafts)
        if pages or touched.trees:
            refresh(pages, trees=touched.trees)
        if touched.around:
            bump(Site.objects.values_list("pk", flat=True))


def still_drafts(made: set[int]) -> set[int]:
    """Return those of some new pages that were not published after all.

    An import makes hundreds of them, and to refresh took half of its time.
    """
    if not made:
        return set()
    live = Page.objects.filter(pk__in=made, live=True)
    return made - set(live.values_list("pk", flat=True))
