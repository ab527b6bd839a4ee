"""What this site changes in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.project import guide


@hooks.register("register_admin_urls")
def register_guide() -> list[Any]:
    return [path("guide/<slug:name>/", guide.page, name="passeur_guide")]


@hooks.register("construct_help_menu")
def help_in_french(request: HttpRequest, items: list[MenuItem]) -> None:
    """Lead to our guide, in place of Wagtail's own manuals, which are in English."""
    url = reverse("passeur_guide", args=[guide.CONTENTS])
    items[:] = [MenuItem("Guide", url, name="guide", icon_name="help")]
