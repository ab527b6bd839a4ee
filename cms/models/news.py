"""News: what happened or was decided, told on its day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.models.base import BasePage, PictureMixin
from cms.models.body import BodyMixin
from cms.models.index_page import IndexPage
from cms.models.tag import TagsMixin
from cms.models.territory import TerritoriesMixin
from cms.models.topic import TopicsMixin


class NewsIndexPage(IndexPage):
    """The list of news, the latest first."""

    type_label: ClassVar[str] = "Liste des actualités"
    listed_types: ClassVar[tuple[str, ...]] = ("News Item",)
    subpage_types = ["passeur_cms.NewsPage"]

    class Meta:
        verbose_name = "liste des actualités"


class NewsPage(TerritoriesMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage):
    """One piece of news; its type is Plone's own."""

    portal_type: ClassVar[str] = "News Item"
    type_label: ClassVar[str] = "Actualité"
    web_template: ClassVar[str] = "news"
    listing_prefetch: ClassVar[tuple[str, ...]] = ("image",)
    parent_page_types = ["passeur_cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    effective = models.DateField(
        "jour affiché",
        null=True,
        blank=True,
        help_text="Il range les actualités et choisit le trimestre de la lettre. Vide : le jour "
        "de première mise en ligne.",
    )

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("effective"),
        FieldPanel("summary"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        FieldPanel("body"),
        TagsMixin.subject_panel,
        MultipleChooserPanel(
            "page_territories",
            chooser_field_name="territory",
            heading="Où",
            label="territoire",
        ),
    ]

    class Meta:
        verbose_name = "actualité"
        verbose_name_plural = "actualités"
