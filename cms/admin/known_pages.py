"""Which pages staff may know of: those online, and the drafts that they may work on."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.permission_policies.pages import PagePermissionPolicy


def known_to(user: Any) -> Q:
    """Return the condition on pages."""
    own = PagePermissionPolicy().instances_user_has_any_permission_for(
        user, {"add", "change", "publish"}
    )
    return Q(live=True) | Q(pk__in=own.order_by().values("pk"))
