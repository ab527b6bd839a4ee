"""Thematic cycles: a subject that the alliance works on over several meetings."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.models.base import BasePage, PictureMixin
from cms.models.body import BodyMixin
from cms.models.tag import TagsMixin
from cms.models.topic import TopicsMixin
from cms.models.years import YearsMixin


class CycleIndexPage(BasePage):
    """The list of cycles."""

    portal_type: ClassVar[str] = "Folder"
    type_label: ClassVar[str] = "Liste des cycles"
    web_template: ClassVar[str] = "index"
    listed_types: ClassVar[tuple[str, ...]] = ("Cycle",)
    subpage_types = ["passeur_cms.CyclePage"]

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = "liste des cycles"


class CyclePage(YearsMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage):
    """One cycle, with its years and what it is meant to bring."""

    portal_type: ClassVar[str] = "Cycle"
    type_label: ClassVar[str] = "Cycle"
    web_template: ClassVar[str] = "cycle"
    listing_prefetch: ClassVar[tuple[str, ...]] = ("image",)
    parent_page_types = ["passeur_cms.CycleIndexPage"]
    subpage_types = ["passeur_cms.SessionPage"]

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        FieldPanel("body"),
        MultiFieldPanel(
            [*TopicsMixin.topic_panels, FieldPanel("tags")], heading="De quoi il s’agit"
        ),
        MultiFieldPanel(
            [
                FieldPanel("effective"),
                YearsMixin.years_panel,
            ],
            heading="Quand",
        ),
    ]

    class Meta:
        verbose_name = "cycle"
        verbose_name_plural = "cycles"

    def listing_fields(self) -> dict[str, Any]:
        return {"start_year": self.start_year, "end_year": self.end_year}
