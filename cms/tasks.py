"""What the cms does outside of requests."""

from __future__ import annotations

from django_tasks import task
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache


@task()
def purge(urls: list[str]) -> None:
    """Tell the caches in front of us to forget addresses; each line of a failure is logged."""
    purge_urls_from_cache(urls)
