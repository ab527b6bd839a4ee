"""Telling who saves a page what would make it easier to read."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.models import Page

from cms.domain.editing_checks import hints
from cms.models.base import BasePage


def tell_hints(request: HttpRequest, page: Page) -> None:
    """Show the hints in one message; the page is saved, and published, all the same."""
    if not isinstance(page, BasePage):
        return
    if found := hints(page):
        lines = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in found))
        intro = "Rien n’empêche de publier, mais la page gagnerait à être reprise\xa0:"
        messages.info(request, format_html("{} <ul>{}</ul>", intro, lines))
