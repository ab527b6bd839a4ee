"""Keep the listing true: recompute rows from the database inside the changing transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Page, get_page_models
from wagtail.search.backends import get_search_backend

from cms.listing.address import address_of, site_roots
from cms.listing.build import build_row, read_context
from cms.listing.row import ListingRow, ListingTerm
from cms.listing.tombstone import Tombstone
from cms.listing.visibility import is_under, restricted_paths
from cms.models.base import BasePage

BATCH = 200


@dataclass
class Touched:
    """Pages that a transaction has changed; `trees` are to be recomputed with all below."""

    pages: set[int] = field(default_factory=set)
    trees: set[int] = field(default_factory=set)


_touched: ContextVar[Touched | None] = ContextVar("touched", default=None)


def touch(page_ids: Iterable[int], *, tree: bool = False) -> None:
    """Note that pages changed. Does nothing outside `tracking()`: the tick repairs then."""
    touched = _touched.get()
    if touched is not None:
        (touched.trees if tree else touched.pages).update(page_ids)


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
        if touched.pages or touched.trees:
            refresh(touched.pages, trees=touched.trees)


def refresh(page_ids: Iterable[int], *, trees: Iterable[int] = ()) -> None:
    """Recompute the rows of pages from the database, and of what depends on their address.

    Everything under a page whose address or visibility changed is recomputed too, and so
    are its aliases. Pages that are no longer public leave a tombstone.
    """
    with transaction.atomic():
        ids = set(page_ids)
        for page in Page.objects.filter(Q(pk__in=set(trees)) | Q(pk__in=moved(ids))):
            ids.update(page.get_descendants(inclusive=True).values_list("pk", flat=True))
        ids.update(trees)
        ids.update(aliases_of(ids))
        ids.update(orphans())
        todo = sorted(ids)
        for start in range(0, len(todo), BATCH):
            _refresh_batch(todo[start : start + BATCH])


def moved(ids: set[int]) -> set[int]:
    """Return those pages whose address is no longer the one in their row."""
    return set(
        ListingRow.objects.filter(page__in=ids)
        .exclude(url_path=F("page__url_path"), tree_path=F("page__path"))
        .values_list("page_id", flat=True)
    )


def aliases_of(ids: set[int]) -> set[int]:
    found, new = set(), set(ids)
    while new:
        new = set(Page.objects.filter(alias_of__in=new).values_list("pk", flat=True)) - found
        found |= new
    return found


def orphans() -> set[int]:
    """Return the ids of rows whose page was deleted."""
    return set(
        ListingRow.objects.exclude(page_id__in=Page.objects.values("pk")).values_list(
            "page_id", flat=True
        )
    )


def listed_models() -> list[type[BasePage]]:
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def public_pages(ids: Iterable[int]) -> list[BasePage]:
    """Return those of the pages that the public may see, as their own types."""
    restricted = restricted_paths()
    pages = Page.objects.filter(pk__in=ids, live=True).specific()
    return [
        page for page in pages if isinstance(page, BasePage) and not is_under(page.path, restricted)
    ]


def _refresh_batch(ids: list[int]) -> None:
    roots = site_roots()
    placed = [
        (page, address)
        for page in public_pages(ids)
        if (address := address_of(page, roots)) is not None
    ]
    context = read_context([page for page, _ in placed])
    parents = parent_ids([page for page, _ in placed])
    before = ListingRow.objects.in_bulk(ids)
    rows, terms = [], []
    for page, address in placed:
        row, values = build_row(page, address, context)
        row.parent_id = parents.get(page.path[: -page.steplen])
        rows.append(row)
        terms += [ListingTerm(row=row, index=index, value=value) for index, value in values]

    kept = {row.page_id for row in rows}
    gone = [row for row in before.values() if row.page_id not in kept]
    left = [
        old
        for row in rows
        if (old := before.get(row.page_id)) and (old.site_id, old.path) != (row.site_id, row.path)
    ]
    bury(gone)
    index = get_search_backend()
    for row in gone:
        index.delete(row)
    ListingTerm.objects.filter(row__in=ids).delete()
    ListingRow.objects.filter(pk__in=ids).delete()
    ListingRow.objects.bulk_create(rows)
    ListingTerm.objects.bulk_create(terms)
    if rows:
        index.add_bulk(ListingRow, rows)
    # An address that is taken again is not gone; one that a move left is a redirect's.
    for row in rows + left:
        Tombstone.objects.filter(site_id=row.site_id, path=row.path).delete()


def parent_ids(pages: list[BasePage]) -> dict[str, int]:
    paths = {page.path[: -page.steplen] for page in pages}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))


def bury(rows: list[ListingRow]) -> None:
    """Leave a tombstone at the address of each row, so that it answers 410 and not 404."""
    for row in rows:
        Tombstone.objects.update_or_create(
            site_id=row.site_id, path=row.path, defaults={"uid": row.uid}
        )


def rebuild() -> int:
    """Recompute every row, in transactions of one batch; return how many pages were looked at."""
    ids = set(ListingRow.objects.values_list("page_id", flat=True))
    for model in listed_models():
        ids.update(model.objects.values_list("pk", flat=True))
    todo = sorted(ids)
    for start in range(0, len(todo), BATCH):
        with transaction.atomic():
            _refresh_batch(todo[start : start + BATCH])
    return len(todo)


def stale() -> set[int]:
    """Return pages whose row cannot be right, found in a few cheap queries.

    For writers that know nothing of `tracking()`: a host project's own code, a shell.
    """
    restricted, roots = restricted_paths(), site_roots()
    wrong = set(
        ListingRow.objects.exclude(
            page__live=True,
            page__url_path=F("url_path"),
            page__path=F("tree_path"),
            page__last_published_at=F("published_at"),
        ).values_list("page_id", flat=True)
    )
    missing = {
        page.pk
        for model in listed_models()
        for page in model.objects.live().filter(listing_row__isnull=True).only("path", "url_path")
        if not is_under(page.path, restricted) and address_of(page, roots)
    }
    return wrong | missing | orphans()
