"""The agenda: the sessions to come on the whole site, and the last ones."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.base import BasePage
from cms.models.body import BodyMixin


class AgendaPage(BodyMixin, BasePage):
    """One page about all meetings; each is written on its own page, under its cycle.

    Not a folder, since nothing stands below it.
    """

    portal_type: ClassVar[str] = "Agenda"
    type_label: ClassVar[str] = "Agenda"
    web_template: ClassVar[str] = "agenda"
    listed_types: ClassVar[tuple[str, ...]] = ("Session",)
    lists_whole_site: ClassVar[bool] = True
    subpage_types: ClassVar[list[str]] = []

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"
