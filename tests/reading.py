"""Public pages as visitors read them."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Page


def html_of(page: Page) -> Tag:
    """Return a public page, whole."""
    response = Client().get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def main_of(page: Page) -> Tag:
    """Return what a public page has for itself, without what stands around all pages."""
    return html_of(page).main


def text_of(tag: Tag) -> str:
    """Return the words of a part on one line, with the spaces of a keyboard."""
    return " ".join(tag.get_text(" ").split())
