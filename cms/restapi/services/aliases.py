"""`@aliases`: the other addresses that lead to a page."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from cms.listing.row import ListingRow, ListingRowQuerySet
from cms.listing.tombstone import Tombstone
from cms.restapi.batching import Batch
from cms.restapi.indexes.moments import span_of
from cms.restapi.params import Params
from cms.restapi.place import Place


class Alias(NamedTuple):
    path: str
    target: str
    made_at: datetime.datetime | None
    manual: bool


def aliases(place: Place) -> dict[str, Any]:
    """Return what leads to a page: redirects of staff, and where it stood before.

    At the root, what leads to any public page. `query` is the beginning of a path or a part
    of it; `manual`, `start` and `end` narrow too.
    """
    site_id = place.asked.site_id
    rows = ListingRow.objects.of(site_id)
    if place.page.path != place.root_path:
        rows = rows.filter(pk=place.page.page_id)
    found = {alias.path: alias for alias in [*moves(site_id, rows), *redirects(site_id, rows)]}
    kept = [found[path] for path in sorted(found) if wanted(found[path], place.asked.params)]
    batch = Batch.of(place.asked.params)
    links = batch.links(place.asked, len(kept))
    return {
        "@id": f"{place.id}/@aliases",
        "items": [item(alias) for alias in kept[batch.start : batch.stop]],
        "items_total": len(kept),
        **({"links": links["batching"]} if links else {}),
    }


def moves(site_id: int, rows: ListingRowQuerySet) -> list[Alias]:
    """Return the addresses at which pages stood before they moved."""
    target = rows.filter(uid=OuterRef("uid")).order_by().values("path")[:1]
    stood = Tombstone.objects.filter(site=site_id).annotate(target=Subquery(target))
    found = stood.filter(target__isnull=False).values_list("path", "target", "gone_at")
    return [Alias(*values, manual=False) for values in found]


def redirects(site_id: int, rows: ListingRowQuerySet) -> list[Alias]:
    """Return the redirects to pages, where the project uses Wagtail's redirects at all."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    model = apps.get_model("wagtailredirects", "Redirect")
    found = model.objects.filter(
        Q(site=site_id) | Q(site=None), redirect_page__in=rows.values("pk")
    )
    values = found.values_list(
        "old_path", "redirect_page__listing_row__path", "created_at", "automatically_created"
    )
    return [Alias(path, target, at, not automatic) for path, target, at, automatic in values]


def wanted(alias: Alias, params: Params) -> bool:
    query, manual = params.one("query", params.one("q")), params.one("manual")
    start, end = params.one("start"), params.one("end")
    begins = alias.path.startswith(query) if query.startswith("/") else query in alias.path
    if not begins or (manual and params.flag("manual") != alias.manual):
        return False
    if alias.made_at is None:
        return True
    late = start and alias.made_at < span_of(start).start
    return not late and not (end and alias.made_at >= span_of(end).start)


def item(alias: Alias) -> dict[str, Any]:
    return {
        "path": alias.path,
        "redirect-to": alias.target,
        "datetime": alias.made_at,
        "manual": alias.manual,
    }
