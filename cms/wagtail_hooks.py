"""What the cms adds to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from cms.admin.vivier import VivierViewSet


@hooks.register("register_admin_viewset")
def register_vivier() -> ViewSet:
    return VivierViewSet()
