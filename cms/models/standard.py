"""A plain page: about, legal notice, accessibility statement."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.base import BasePage
from cms.models.body import BodyMixin


class StandardPage(BodyMixin, BasePage):
    """A page of text with no place in the thematic lists."""

    portal_type: ClassVar[str] = "Document"
    type_label: ClassVar[str] = "Page"

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = "page simple"
        verbose_name_plural = "pages simples"
