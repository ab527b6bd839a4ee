"""The home page."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.base import BasePage
from cms.models.body import BodyMixin


class HomePage(BodyMixin, BasePage):
    """The entrance of the site: who the alliance is, what is new, where to search."""

    portal_type: ClassVar[str] = "Plone Site"
    type_label: ClassVar[str] = "Accueil"
    web_template: ClassVar[str] = "home"

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = "accueil"
