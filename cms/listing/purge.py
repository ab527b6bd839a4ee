"""Tell the caches in front of us which addresses changed, once the change is committed.

Only where the project has such caches (`WAGTAILFRONTENDCACHE`, Wagtail's own setting).
A purge that is lost costs at most the seconds that shared caches may keep an answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.models import Site

from cms.tasks import purge

Address = tuple[int, str]


def purge_later(addresses: Iterable[Address]) -> None:
    """Purge pages and all above them, as web page and as JSON, after the commit.

    `addresses` are (site id, path). What lists them elsewhere, a search for example, lives
    until its time is over: nobody knows its address.
    """
    wanted = {(site_id, above) for site_id, path in addresses for above in ways(path)}
    if not wanted or not get_backends():
        return
    roots = {site.pk: site.root_url for site in Site.objects.all()}
    urls = sorted(
        url
        for site_id, path in wanted
        if site_id in roots
        for url in (f"{roots[site_id]}{path.rstrip('/')}/", f"{roots[site_id]}/++api++{path}")
    )
    transaction.on_commit(lambda: purge.enqueue(urls))


def ways(path: str) -> list[str]:
    """Return a path and those above it, up to the root: they list what lies below them."""
    names = [name for name in path.split("/") if name]
    return ["/", *("/" + "/".join(names[:end]) for end in range(1, len(names) + 1))]
