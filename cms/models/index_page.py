"""What all lists of pages share: a title, a summary, and the pages that lie below."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.base import BasePage


class IndexPage(BasePage):
    """The list of one type of page; a type of its own, so that only that one is put there."""

    portal_type: ClassVar[str] = "Folder"
    web_template: ClassVar[str] = "index"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        abstract = True
