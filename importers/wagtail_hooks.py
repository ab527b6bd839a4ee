"""What the importers add to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from importers.admin import SourcePolicy, SourceViewSet
from importers.models import Source

register_permission_policy(Source, SourcePolicy(Source))


@hooks.register("register_admin_viewset")
def sources() -> SourceViewSet:
    return SourceViewSet()
