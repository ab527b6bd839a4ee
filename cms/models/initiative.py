"""Initiatives: what a territory did and what came of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.models import Orderable, Page

from cms.admin.origin_panel import OriginPanel
from cms.models.amount import EuroField
from cms.models.base import BasePage, PictureMixin
from cms.models.body import BodyMixin
from cms.models.tag import TagsMixin
from cms.models.territory import TerritoriesMixin
from cms.models.topic import TopicsMixin
from cms.models.years import YearsMixin


class InitiativeIndexPage(BasePage):
    """The list of all initiatives, with one folder a member."""

    portal_type: ClassVar[str] = "Folder"
    type_label: ClassVar[str] = "Liste des initiatives"
    web_template: ClassVar[str] = "index"
    listed_types: ClassVar[tuple[str, ...]] = ("Initiative",)
    subpage_types = ["passeur_cms.MemberFolder"]

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = "liste des initiatives"


class InitiativePage(
    YearsMixin, TerritoriesMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage
):
    """One initiative of one or several territories."""

    class Status(models.TextChoices):
        IDEA = "idea", "Idée"
        STUDY = "study", "À l’étude"
        UNDERWAY = "underway", "En cours"
        DONE = "done", "Réalisée"
        STOPPED = "stopped", "Abandonnée"

    portal_type: ClassVar[str] = "Initiative"
    type_label: ClassVar[str] = "Initiative"
    web_template: ClassVar[str] = "initiative"
    is_always_somewhere: ClassVar[bool] = True
    listing_prefetch: ClassVar[tuple[str, ...]] = ("image", "contact", "fundings")
    parent_page_types = ["passeur_cms.MemberFolder"]
    subpage_types: ClassVar[list[str]] = []

    status = models.CharField("avancement", max_length=20, choices=Status.choices, blank=True)
    contact = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisme à contacter",
    )
    is_fictional = models.BooleanField(
        "exemple fictif",
        default=False,
        help_text="La page l’affiche : personne ne doit la prendre pour une action réelle.",
    )

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        FieldPanel("body"),
        MultiFieldPanel(
            [*TopicsMixin.topic_panels, FieldPanel("tags")], heading="De quoi il s’agit"
        ),
        MultipleChooserPanel(
            "page_territories",
            chooser_field_name="territory",
            heading="Où",
            label="territoire",
        ),
        MultiFieldPanel(
            [
                FieldPanel("effective"),
                YearsMixin.years_panel,
                FieldPanel("status"),
            ],
            heading="Quand",
        ),
        InlinePanel("fundings", heading="Montants et financeurs", label="financement"),
        FieldPanel("contact"),
        FieldPanel("is_fictional"),
    ]

    class Meta:
        verbose_name = "initiative"
        verbose_name_plural = "initiatives"

    def listing_text(self) -> str:
        names = [
            self.contact.name if self.contact else "",
            *(f.funder for f in self.fundings.all()),
        ]
        return " ".join([super().listing_text(), *names])

    def listing_fields(self) -> dict[str, Any]:
        return {
            "status": {"token": self.status, "title": self.get_status_display()}
            if self.status
            else None,
            "start_year": self.start_year,
            "end_year": self.end_year,
            "contact": self.contact.name if self.contact else None,
            "is_fictional": self.is_fictional,
            "fundings": [
                {"funder": funding.funder, "amount": str(funding.amount), "label": funding.label}
                for funding in self.fundings.all()
            ],
        }


class Funding(Orderable):
    """An amount and who gives it, in euros."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="fundings")
    funder = models.CharField("financeur", max_length=200)
    amount = EuroField(
        "montant (€)",
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )
    label = models.CharField("objet", max_length=200, blank=True)

    panels = [FieldRowPanel([FieldPanel("funder"), FieldPanel("amount")]), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = "financement"

    def __str__(self) -> str:
        return f"{self.funder} : {self.amount} €"
