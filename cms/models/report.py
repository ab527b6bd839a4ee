"""Activity reports: a year as the alliance tells it, with its budget."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.admin.report_form import ReportForm
from cms.blocks.chapter import ReportBodyBlock, chapters_told
from cms.blocks.field import BlocksField
from cms.models.base import BasePage, PictureMixin
from cms.models.body import PART, BodyMixin
from cms.models.index_page import IndexPage
from cms.models.office_holder import OfficeHolder
from cms.models.page_document import PageDocument
from cms.models.years import PLAUSIBLE


class ReportIndexPage(IndexPage):
    """The list of activity reports."""

    type_label: ClassVar[str] = "Liste des rapports d’activité"
    listed_types: ClassVar[tuple[str, ...]] = ("Report",)
    subpage_types = ["passeur_cms.ReportPage"]

    class Meta:
        verbose_name = "liste des rapports d’activité"


class ReportPage(PictureMixin, BodyMixin, BasePage):
    """The report of one year. Chapters and tables are blocks of one body: printed reports
    mix them, each in an order of its own."""

    portal_type: ClassVar[str] = "Report"
    type_label: ClassVar[str] = "Rapport d’activité"
    web_template: ClassVar[str] = "report"
    listing_prefetch: ClassVar[tuple[str, ...]] = (
        "image",
        "signatories__organisation",
        "documents__document",
    )
    text_parts: ClassVar[tuple[str, ...]] = ("editorial",)
    parent_page_types = ["passeur_cms.ReportIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    year = models.PositiveSmallIntegerField("année", validators=PLAUSIBLE)
    editorial = RichTextField("éditorial", **PART)
    body = BlocksField(ReportBodyBlock(), blank=True, verbose_name="chapitres et budget")

    base_form_class = ReportForm
    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("year"),
        FieldPanel("summary"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        FieldPanel("editorial"),
        InlinePanel("signatories", heading="Signature de l’éditorial", label="fonction"),
        FieldPanel("body"),
        InlinePanel("documents", heading="Rapport imprimé", label="document"),
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "rapport d’activité"
        verbose_name_plural = "rapports d’activité"

    def listing_years(self) -> list[int]:
        return [self.year]

    def listing_files(self) -> list[Any]:
        return [line.document for line in self.documents.all()]

    def listing_text(self) -> str:
        signed = [word for row in self.signatories.all() for word in row.told().values()]
        return " ".join([super().listing_text(), *signed, *map(str, self.documents.all())])

    def listing_fields(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "signatories": [row.told() for row in self.signatories.all()],
            "chapters": chapters_told(self.body),
            "documents": [line.told() for line in self.documents.all()],
        }


class ReportSignatory(OfficeHolder):
    """An office in which the editorial of a report is signed; one person may hold several."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="signatories")

    class Meta(OfficeHolder.Meta):
        verbose_name = "signature d’un éditorial"


class ReportDocument(PageDocument):
    """The report as it was printed, or what goes with it."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="documents")

    class Meta(PageDocument.Meta):
        verbose_name = "document d’un rapport d’activité"
