"""Thematic cycles: a subject that the alliance works on over several meetings."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.models.base import BasePage, PictureMixin
from cms.models.body import PART, BodyMixin
from cms.models.index_page import IndexPage
from cms.models.tag import TagsMixin
from cms.models.topic import TopicsMixin
from cms.models.years import YearsMixin


class CycleIndexPage(IndexPage):
    """The list of cycles."""

    type_label: ClassVar[str] = "Liste des cycles"
    listed_types: ClassVar[tuple[str, ...]] = ("Cycle",)
    subpage_types = ["passeur_cms.CyclePage"]

    class Meta:
        verbose_name = "liste des cycles"


class CyclePage(YearsMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage):
    """One cycle: what it is meant to bring, who carries it, what it has made."""

    portal_type: ClassVar[str] = "Cycle"
    type_label: ClassVar[str] = "Cycle"
    web_template: ClassVar[str] = "cycle"
    listing_prefetch: ClassVar[tuple[str, ...]] = (
        "image",
        "statements__organisation",
        "leads__organisation",
        "partners__organisation",
        "deliverables__document",
        "related_pages",
    )
    text_parts: ClassVar[tuple[str, ...]] = ("aims", "expected_results")
    parent_page_types = ["passeur_cms.CycleIndexPage"]
    subpage_types = ["passeur_cms.SessionPage"]

    aims = RichTextField("objectifs", **PART)
    expected_results = RichTextField("résultats attendus", **PART)

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        FieldPanel("aims"),
        FieldPanel("expected_results"),
        FieldPanel("body"),
        InlinePanel("statements", heading="La vision", label="déclaration"),
        InlinePanel("leads", heading="Porté par", label="fonction"),
        InlinePanel("partners", heading="Partenaires", label="partenaire"),
        InlinePanel("deliverables", heading="Livrables", label="livrable"),
        MultipleChooserPanel(
            "related_pages",
            chooser_field_name="target",
            heading="Initiatives et autres pages liées",
            label="page",
        ),
        TagsMixin.subject_panel,
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

    def listing_text(self) -> str:
        rows = [*self.statements.all(), *self.leads.all(), *self.partners.all()]
        texts = [word or "" for row in rows for word in row.told().values()]
        texts += [f"{line.title} {line.phase}" for line in self.deliverables.all()]
        return " ".join([super().listing_text(), *texts])

    def listing_files(self) -> list[Any]:
        return [line.document for line in self.deliverables.all() if line.document_id]

    def listing_pages(self) -> list[int]:
        targets = [line.target_id for line in self.deliverables.all() if line.target_id]
        return [*targets, *(line.target_id for line in self.related_pages.all())]

    def listing_fields(self) -> dict[str, Any]:
        return {
            "start_year": self.start_year,
            "end_year": self.end_year,
            "statements": [row.told() for row in self.statements.all()],
            "leads": [row.told() for row in self.leads.all()],
            "partners": [row.told() for row in self.partners.all()],
            "deliverables": [row.told() for row in self.deliverables.all()],
            "relatedItems": [row.told() for row in self.related_pages.all()],
        }
