"""What this site changes in Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_main_menu")
def hide_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take away the links to Wagtail's own manuals, which are in English."""
    items[:] = [item for item in items if item.name != "help"]
