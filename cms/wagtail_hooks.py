"""What the cms adds to Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.admin.vivier import VivierViewSet


@hooks.register("register_admin_viewset")
def register_vivier() -> ViewSet:
    return VivierViewSet()


@hooks.register("construct_main_menu")
def hide_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take away the links to Wagtail's own manuals, which are in English."""
    items[:] = [item for item in items if item.name != "help"]
