"""Which pages the public may see, worked out for many pages in a few queries."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction, get_page_models


def restricted_paths() -> set[str]:
    """Return the tree paths at or under which nothing is public.

    Same rule as `Page.get_view_restrictions()`: an alias has the restrictions of its
    source and none of its own, and everything under a restricted page is restricted too.
    Pages that their type keeps for staff are among them.
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
    return {*pages.values(), *staff_only_paths()}


def staff_only_paths() -> set[str]:
    """Return the tree paths of the pages that their type keeps for staff, however live."""
    return {
        path
        for model in get_page_models()
        if (rule := staff_only(model)) is not None
        for path in model.objects.filter(rule).values_list("path", flat=True)
    }


def is_staff_only(page: Page) -> bool:
    """Tell whether a page is kept for staff as it stands in the database.

    Asked there and not of the object, so that it is one rule, that of the listing.
    """
    rule = staff_only(type(page))
    return rule is not None and type(page).objects.filter(rule, pk=page.pk).exists()


def staff_only(model: type[Page]) -> Q | None:
    """Return the rule of a type; a host's own types have none."""
    return getattr(model, "staff_only", None)


def is_under(path: str, roots: set[str], step: int = Page.steplen) -> bool:
    """Tell whether a tree path is one of `roots` or lies below one."""
    return any(path[:end] in roots for end in range(step, len(path) + 1, step))
