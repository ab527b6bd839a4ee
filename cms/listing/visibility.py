"""Which pages the public may see, worked out for many pages in a few queries."""

from __future__ import annotations

from wagtail.models import Page, PageViewRestriction


def restricted_paths() -> set[str]:
    """Return the tree paths at or under which nothing is public.

    Same rule as `Page.get_view_restrictions()`: an alias has the restrictions of its
    source and none of its own, and everything under a restricted page is restricted too.
    """
    pages = dict(
        Page.objects.filter(
            pk__in=PageViewRestriction.objects.values("page"), alias_of__isnull=True
        ).values_list("pk", "path")
    )
    found = set(pages)
    while found:
        aliases = dict(
            Page.objects.filter(alias_of__in=found).exclude(pk__in=pages).values_list("pk", "path")
        )
        pages |= aliases
        found = set(aliases)
    return set(pages.values())


def is_under(path: str, roots: set[str], step: int = Page.steplen) -> bool:
    """Tell whether a tree path is one of `roots` or lies below one."""
    return any(path[:end] in roots for end in range(step, len(path) + 1, step))
