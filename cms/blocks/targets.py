"""Where links and choices of a body lead, read for many pages in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from cms.blocks.references import references_of
from cms.listing.address import Root, address_of, site_roots
from cms.listing.origin import ORIGIN
from cms.listing.visibility import is_under, restricted_paths


class Target(NamedTuple):
    """A public page that a body leads to. Another site of ours has its own origin."""

    page: Page
    site_id: int
    path: str
    root_url: str


class Targets(NamedTuple):
    roots: list[Root]
    pages: dict[int, Target]
    documents: dict[int, str]

    def address(self, page_id: int, source: Page) -> str | None:
        """Return the address of a page as `source` links it, or None where it is not public."""
        target = self.pages.get(page_id)
        if target is None:
            return None
        here = address_of(source, self.roots)
        origin = ORIGIN if here and here.site_id == target.site_id else target.root_url
        return f"{origin}{target.path}"


def read_targets(pages: Iterable[Page]) -> Targets:
    """Read what the bodies of some pages refer to, whatever the number of links.

    Only what the public may see: a link to a draft would tell that there is one.
    """
    references = [references_of(page) for page in pages]
    page_ids = set().union(*(found.pages for found in references))
    document_ids = set().union(*(found.documents for found in references))
    documents = get_document_model().objects.in_bulk(document_ids) if document_ids else {}
    roots = site_roots() if page_ids else []
    return Targets(
        roots,
        {target.page.pk: target for target in public_targets(page_ids, roots)},
        {pk: document.url for pk, document in documents.items()},
    )


def public_targets(page_ids: set[int], roots: list[Root]) -> Iterable[Target]:
    if not page_ids:
        return
    restricted = restricted_paths()
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    found = Page.objects.filter(unexpired, pk__in=page_ids, live=True)
    public = [
        (page, address)
        for page in found.defer_streamfields().specific()
        if not is_under(page.path, restricted) and (address := address_of(page, roots))
    ]
    prefetch([page for page, _ in public])
    sites = Site.objects.in_bulk({address.site_id for _, address in public})
    for page, address in public:
        yield Target(page, address.site_id, quote(address.path), sites[address.site_id].root_url)


def prefetch(pages: list[Page]) -> None:
    """Read what `BasePage.listing_prefetch` names, the picture of a teaser among it."""
    by_type: dict[type[Any], list[Page]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for model, group in by_type.items():
        prefetch_related_objects(group, *getattr(model, "listing_prefetch", ()))
