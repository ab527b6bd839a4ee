"""What a function that fills the template of a type takes and returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from themes.registry import Pack

Contents = dict[str, Any]
Filler = Callable[[Page, HttpRequest, Site, Pack, str], Contents]
