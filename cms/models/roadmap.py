"""Roadmaps: what an organisation means to do over several years, and who steers it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Orderable, Page

from cms.admin.origin_panel import OriginPanel
from cms.domain.lines import lines_of
from cms.models.base import BasePage, PictureMixin
from cms.models.body import BodyMixin
from cms.models.index_page import IndexPage
from cms.models.tag import TagsMixin
from cms.models.territory import TerritoriesMixin
from cms.models.topic import TopicsMixin
from cms.models.years import YearsMixin


class RoadmapIndexPage(IndexPage):
    """The list of roadmaps."""

    type_label: ClassVar[str] = "Liste des feuilles de route"
    listed_types: ClassVar[tuple[str, ...]] = ("Roadmap",)
    subpage_types = ["passeur_cms.RoadmapPage"]

    class Meta:
        verbose_name = "liste des feuilles de route"


class RoadmapPage(
    YearsMixin, TerritoriesMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage
):
    """What stays over the years; the versions of its plan stand below it."""

    portal_type: ClassVar[str] = "Roadmap"
    type_label: ClassVar[str] = "Feuille de route"
    web_template: ClassVar[str] = "roadmap"
    listing_prefetch: ClassVar[tuple[str, ...]] = ("image", "structure", "governance_bodies")
    parent_page_types = ["passeur_cms.RoadmapIndexPage"]
    subpage_types = ["passeur_cms.RoadmapVersionPage"]

    structure = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="portée par",
        help_text="L’organisme de l’annuaire qui porte la feuille de route.",
    )
    review = models.CharField(
        "révision",
        max_length=200,
        blank=True,
        help_text="Comment le plan d’action est revu : « Révision annuelle ».",
    )

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("structure"), YearsMixin.years_panel, FieldPanel("review")],
            heading="Ce que c’est",
        ),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        FieldPanel("body", heading="Ambition et missions"),
        InlinePanel("governance_bodies", heading="Gouvernance", label="instance"),
        TagsMixin.subject_panel,
        MultipleChooserPanel(
            "page_territories",
            chooser_field_name="territory",
            heading="Où",
            label="territoire",
        ),
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "feuille de route"
        verbose_name_plural = "feuilles de route"

    def listing_text(self) -> str:
        words = [super().listing_text(), self.review, self.structure.name if self.structure else ""]
        for body in self.governance_bodies.all():
            words += [body.name, body.role, body.groups]
        return " ".join(words)

    def listing_fields(self) -> dict[str, Any]:
        return {
            "start_year": self.start_year,
            "end_year": self.end_year,
            "structure": self.structure.name if self.structure else None,
            "review": self.review,
            "governance_bodies": [body.told() for body in self.governance_bodies.all()],
        }


class GovernanceBody(Orderable):
    """A body that steers the roadmap, and the groups or offices that make it up."""

    page = ParentalKey(RoadmapPage, on_delete=models.CASCADE, related_name="governance_bodies")
    name = models.CharField("nom", max_length=200, help_text="Par exemple « Comité syndical ».")
    role = models.CharField("rôle", max_length=300, blank=True)
    groups = models.TextField(
        "groupes ou membres",
        max_length=2000,
        blank=True,
        help_text="Un par ligne. Des membres, dites la fonction, jamais le nom.",
    )

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("groups")]

    class Meta(Orderable.Meta):
        verbose_name = "instance de gouvernance"

    def __str__(self) -> str:
        return self.name

    def told(self) -> dict[str, Any]:
        """Return what visitors and clients are told."""
        return {"name": self.name, "role": self.role, "groups": lines_of(self.groups)}
