"""The frame of our screens about one page: Wagtail's own, with the way back to the page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.models import Page


def frame_about(page: Page, title: str, icon: str) -> dict[str, Any]:
    """Return what `wagtailadmin/generic/base.html` needs."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return {
        "page": page,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": edit, "label": page.get_admin_display_title()},
            {"url": "", "label": title},
        ],
    }
