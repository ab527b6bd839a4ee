"""Keep the listing true: recompute rows from the database inside the changing transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, prefetch_related_objects
from django.utils import timezone
from wagtail.models import Page, Site, get_page_models
from wagtail.search.backends import get_search_backend

from cms.listing.address import address_of, site_roots
from cms.listing.build import SHAPE, build_row, read_context
from cms.listing.purge import purge_later
from cms.listing.row import ListingRow, ListingTerm
from cms.listing.tombstone import Tombstone
from cms.listing.version import bump
from cms.listing.visibility import is_under, restricted_paths
from cms.models.base import BasePage

BATCH = 200


def refresh(page_ids: Iterable[int], *, trees: Iterable[int] = ()) -> None:
    """Recompute the rows of pages from the database, and of what depends on their address.

    Everything under a page whose address or visibility changed is recomputed too, and so
    are its aliases. Pages that are no longer public leave a tombstone.
    """
    with transaction.atomic():
        wait_for_others()
        roots = set(trees) | moved()
        roots |= aliases_of(roots)
        ids = set(page_ids) | below(roots)
        ids |= aliases_of(ids) | orphans()
        ids |= referring_to(ids)
        todo = sorted(ids)
        left: list[ListingRow] = []
        for start in range(0, len(todo), BATCH):
            left += _refresh_batch(todo[start : start + BATCH])
        # Last, since a page of a later batch may have taken the address of an earlier one.
        bury(left)


def wait_for_others() -> None:
    """Let one transaction at a time refresh, until it commits.

    Two that recompute the same row would each build it without the other's change, and
    insert it twice. On SQLite, where a writing transaction is alone anyway, this locks
    nothing. Rows that refer to a site can be written meanwhile.
    """
    list(Site.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def moved() -> set[int]:
    """Return the pages whose address is no longer the one in their row.

    All rows are looked at: a page that the listing does not know (a host's own type) may
    have moved or been renamed with ours below it.
    """
    return set(
        ListingRow.objects.filter(page__isnull=False)
        .exclude(url_path=F("page__url_path"), tree_path=F("page__path"))
        .values_list("page_id", flat=True)
    )


def below(page_ids: set[int]) -> set[int]:
    """Return pages with all their descendants, in one query for every hundred subtrees."""
    paths = sorted(Page.objects.filter(pk__in=page_ids).values_list("path", flat=True))
    tops: list[str] = []
    for path in paths:
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    found = set(page_ids)
    for start in range(0, len(tops), 100):
        under = Q()
        for path in tops[start : start + 100]:
            under |= Q(path__startswith=path)
        found.update(Page.objects.filter(under).values_list("pk", flat=True))
    return found


def aliases_of(ids: set[int]) -> set[int]:
    """Return the aliases of pages, and the aliases of these."""
    found: set[int] = set()
    new = set(ids)
    while new:
        new = set(Page.objects.filter(alias_of__in=new).values_list("pk", flat=True)) - found
        found |= new
    return found


def referring_to(ids: set[int]) -> set[int]:
    """Return the pages whose body links to pages or shows their titles."""
    links = ListingTerm.objects.filter(index=ListingTerm.Index.REFERENCE)
    return set(links.filter(value__in=map(str, ids)).values_list("row", flat=True))


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
    """Return those of the pages that the public may see, as their own types.

    What `BasePage.listing_prefetch` names is read for all pages of a type at once.
    """
    restricted = restricted_paths()
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    by_type: dict[type[BasePage], list[BasePage]] = {}
    for page in Page.objects.filter(unexpired, pk__in=ids, live=True).specific():
        if isinstance(page, BasePage) and not is_under(page.path, restricted):
            by_type.setdefault(type(page), []).append(page)
    for model, pages in by_type.items():
        prefetch_related_objects(pages, "reminders", *model.listing_prefetch)
    return [page for pages in by_type.values() for page in pages]


def _refresh_batch(ids: list[int]) -> list[ListingRow]:
    """Write the rows of some pages and return the former rows whose address they left."""
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

    # The terms and, through modelsearch's generic relation, the index entries go with the rows.
    ListingRow.objects.filter(pk__in=ids).delete()
    ListingRow.objects.bulk_create(rows)
    ListingTerm.objects.bulk_create(terms)
    if rows:
        get_search_backend().add_bulk(ListingRow, rows)
    changed = changed_addresses(before, rows)
    bump({site_id for site_id, _ in changed})
    purge_later(changed)
    now = {row.page_id: (row.site_id, row.path) for row in rows}
    return [row for row in before.values() if now.get(row.page_id) != (row.site_id, row.path)]


def changed_addresses(
    before: dict[int, ListingRow], rows: list[ListingRow]
) -> set[tuple[int, str]]:
    """Return the site and path of every row that is new, gone, elsewhere or otherwise said."""
    same = {row.page_id for row in rows if before.get(row.page_id, row).etag == row.etag}
    same &= before.keys()
    return {(row.site_id, row.path) for row in [*rows, *before.values()] if row.page_id not in same}


def parent_ids(pages: list[BasePage]) -> dict[str, int]:
    paths = {page.path[: -page.steplen] for page in pages}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))


def bury(left: list[ListingRow]) -> None:
    """Leave a tombstone at every address that a page left, and none where a page stands.

    A page that moved leaves one too: its uid tells where it is now, and a redirect that
    staff removes becomes a 410, not a 404.
    """
    sites = set(
        Site.objects.filter(pk__in={row.site_id for row in left}).values_list("pk", flat=True)
    )
    Tombstone.objects.bulk_create(
        {
            (row.site_id, row.path): Tombstone(site_id=row.site_id, path=row.path, uid=row.uid)
            for row in left
            if row.site_id in sites
        }.values(),
        update_conflicts=True,
        unique_fields=["site", "path"],
        update_fields=["uid", "gone_at"],
    )
    taken = ListingRow.objects.filter(site=OuterRef("site"), path=OuterRef("path"))
    Tombstone.objects.filter(Exists(taken)).delete()


def rebuild() -> int:
    """Recompute every row, in transactions of one batch; return how many pages were looked at."""
    ids = set(ListingRow.objects.values_list("page_id", flat=True))
    for model in listed_models():
        ids.update(model.objects.values_list("pk", flat=True))
    todo = sorted(ids)
    for start in range(0, len(todo), BATCH):
        with transaction.atomic():
            wait_for_others()
            bury(_refresh_batch(todo[start : start + BATCH]))
    return len(todo)


def stale() -> set[int]:
    """Return pages whose row cannot be right, found in a few cheap queries.

    For writers that know nothing of `tracking()`: a host project's own code, a shell.
    """
    restricted, roots = restricted_paths(), site_roots()
    rows = ListingRow.objects.filter(page__isnull=False)
    same_version = Q(page__last_published_at=F("published_at")) | Q(
        page__last_published_at__isnull=True, published_at__isnull=True
    )
    expired = Q(page__expire_at__lte=timezone.now())
    wrong = set(
        rows.filter(~same_version | expired | Q(page__live=False) | ~Q(shape=SHAPE)).values_list(
            "pk", flat=True
        )
    )
    hidden = {
        pk for pk, path in rows.values_list("page_id", "tree_path") if is_under(path, restricted)
    }
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    missing = {
        page.pk
        for model in listed_models()
        for page in model.objects.live()
        .filter(unexpired, listing_row__isnull=True)
        .only("path", "url_path")
        if not is_under(page.path, restricted) and address_of(page, roots)
    }
    return wrong | hidden | missing | moved() | orphans()
