"""What the public may see, worked out page by page as Wagtail does, without the listing."""

from __future__ import annotations

from django.utils import timezone
from wagtail.models import Page, Site

from cms.models import ListingRow, Tombstone
from cms.models.base import BasePage


def public_addresses() -> dict[int, tuple[int, str]]:
    """Return (site, path) of every page of ours that an anonymous visitor may read."""
    found = {}
    for page in Page.objects.filter(live=True).specific():
        expired = page.expire_at and page.expire_at <= timezone.now()
        if not isinstance(page, BasePage) or expired or page.get_view_restrictions().exists():
            continue
        Site.clear_site_root_paths_cache()
        if parts := page.get_url_parts():
            site_id, _, path = parts
            found[page.pk] = (site_id, f"/{path.strip('/')}")
    return found


def listed_addresses() -> dict[int, tuple[int, str]]:
    """Return what the listing shows of all sites now."""
    return {
        row.page_id: (row.site_id, row.path) for row in ListingRow.objects.all().public().iterator()
    }


def tombstones() -> set[str]:
    return set(Tombstone.objects.values_list("path", flat=True))
