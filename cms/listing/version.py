"""A mark of each site that changes whenever anything in its listing does.

It answers “has anything changed?” without looking at any row: a client that shows the
version it knows hears 304, and what many answers share is kept as long as it stands.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.db.models import Case, Min, QuerySet, When
from django.utils import timezone
from wagtail.models import Site

from cms.listing.prepared import Slot, prepared
from cms.listing.row import ListingRow


class ListingVersion(models.Model):
    """Which state the listing of a site is in, and when it will change by itself.

    Drawn at random: a number would come again after a backup was restored, and with it
    answers that clients and caches know by it.
    """

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="listing_version")
    token = models.CharField(max_length=16)
    # The next page to expire leaves at this very minute, before any tick has seen it.
    next_expiry = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "version de la liste"

    def __str__(self) -> str:
        return f"{self.site_id}: {self.token}"


class SiteVersion(NamedTuple):
    """The site that answers at an address, and the version of its listing."""

    site_id: int
    version: str


def bump(site_ids: Iterable[int]) -> None:
    """Give sites a new version. Called in the transaction that changes their rows."""
    # A site that was deleted takes its version along.
    for site_id in Site.objects.filter(pk__in=set(site_ids)).values_list("pk", flat=True):
        expiry = ListingRow.objects.filter(site=site_id, expires_at__gt=timezone.now()).aggregate(
            next=Min("expires_at")
        )["next"]
        ListingVersion.objects.update_or_create(
            site_id=site_id,
            defaults={"token": secrets.token_hex(8), "next_expiry": expiry},
        )


@prepared
def sites_with_versions() -> QuerySet:
    """Build the query for what is known of every site; there are few."""
    now = Slot("now", models.DateTimeField())
    late = Case(When(listing_version__next_expiry__lte=now, then=1), default=0)
    return Site.objects.order_by().values_list(
        "hostname", "port", "is_default_site", "pk", "listing_version__token", late
    )


def site_version(hostname: str, port: str, now: datetime.datetime) -> SiteVersion | None:
    """Return the site that answers at a host and port, and its version, in one small query.

    The choice is that of `Site.find_for_request`, which reads the whole root page too.
    """
    sites = sites_with_versions(now=now)
    here = [site for site in sites if site[0] == hostname]
    exact = [site for site in here if str(site[1]) == port]
    default = [site for site in sites if site[2]]
    found = exact or [site for site in here if site[2]] or (here if len(here) == 1 else default)
    if not found:
        return None
    *_, site_id, token, late = found[0]
    # Between an expiry and the tick that follows it, no answer lasts.
    return SiteVersion(site_id, f"{token}.{now.timestamp()}" if late else token or "none")
