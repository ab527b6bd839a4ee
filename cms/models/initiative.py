"""Initiatives: what a territory did and what came of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.domain.figures import total
from cms.models.amount import EuroField
from cms.models.base import BasePage, PictureMixin
from cms.models.body import PART, BodyMixin
from cms.models.index_page import IndexPage
from cms.models.position import PositionMixin
from cms.models.tag import TagsMixin
from cms.models.territory import TerritoriesMixin
from cms.models.topic import TopicsMixin
from cms.models.years import YearsMixin


class InitiativeIndexPage(IndexPage):
    """The list of all initiatives, with one folder a member."""

    type_label: ClassVar[str] = "Liste des initiatives"
    listed_types: ClassVar[tuple[str, ...]] = ("Initiative",)
    subpage_types = ["passeur_cms.MemberFolder"]

    class Meta:
        verbose_name = "liste des initiatives"


class InitiativePage(
    YearsMixin,
    PositionMixin,
    TerritoriesMixin,
    TopicsMixin,
    TagsMixin,
    PictureMixin,
    BodyMixin,
    BasePage,
):
    """One initiative of one or several territories, so told that others can do the same."""

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
    listing_prefetch: ClassVar[tuple[str, ...]] = (
        "image",
        "contact",
        "fundings",
        "partners__organisation",
        "calendar",
        "gallery__image",
        "documents__document",
        "videos",
        "related_pages",
    )
    text_parts: ClassVar[tuple[str, ...]] = (
        "context",
        "actions",
        "results",
        "lessons",
        "conditions",
    )
    parent_page_types = ["passeur_cms.MemberFolder"]
    subpage_types: ClassVar[list[str]] = []

    context = RichTextField("contexte", **PART)
    actions = RichTextField("ce qui a été fait", **PART)
    results = RichTextField(
        "résultats",
        help_text="Avec des chiffres. Tableaux et chiffres clés se mettent dans le contenu.",
        **PART,
    )
    lessons = RichTextField("difficultés et enseignements", **PART)
    conditions = RichTextField("conditions pour faire de même ailleurs", **PART)
    status = models.CharField("avancement", max_length=20, choices=Status.choices, blank=True)
    total_cost = EuroField(
        "coût total (€)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="Vide\u00a0: il n’est pas connu.",
    )
    contact_office = models.CharField(
        "fonction à contacter",
        max_length=200,
        blank=True,
        help_text="Par exemple «\u00a0Service de l’eau\u00a0», jamais un nom de personne.",
    )
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
        MultiFieldPanel([FieldPanel(name) for name in text_parts], heading="Point par point"),
        FieldPanel("body"),
        TagsMixin.subject_panel,
        MultipleChooserPanel(
            "page_territories",
            chooser_field_name="territory",
            heading="Où",
            label="territoire",
        ),
        PositionMixin.position_panel,
        MultiFieldPanel(
            [
                FieldPanel("effective"),
                YearsMixin.years_panel,
                FieldPanel("status"),
            ],
            heading="Quand",
        ),
        InlinePanel("calendar", heading="Calendrier", label="étape", classname="collapsed"),
        FieldPanel("total_cost"),
        InlinePanel("fundings", heading="Montants et financeurs", label="financement"),
        InlinePanel("partners", heading="Partenaires", label="partenaire", classname="collapsed"),
        MultiFieldPanel(
            [FieldPanel("contact_office"), FieldPanel("contact")], heading="Qui contacter"
        ),
        MultipleChooserPanel(
            "gallery",
            chooser_field_name="image",
            heading="Galerie",
            label="image",
            classname="collapsed",
        ),
        MultipleChooserPanel(
            "documents",
            chooser_field_name="document",
            heading="Documents",
            label="document",
            classname="collapsed",
        ),
        MultipleChooserPanel(
            "videos",
            chooser_field_name="video",
            heading="Vidéos",
            label="vidéo",
            classname="collapsed",
        ),
        MultipleChooserPanel(
            "related_pages",
            chooser_field_name="target",
            heading="Pages liées",
            label="page",
            classname="collapsed",
        ),
        FieldPanel("is_fictional"),
    ]

    class Meta:
        verbose_name = "initiative"
        verbose_name_plural = "initiatives"

    @property
    def funding_total(self) -> Decimal | None:
        return total(funding.amount for funding in self.fundings.all())

    def listing_text(self) -> str:
        texts = [self.contact.name if self.contact else "", self.contact_office]
        texts += [funding.funder for funding in self.fundings.all()]
        texts += [word for partner in self.partners.all() for word in partner.told().values()]
        texts += [f"{step.period} {step.label}" for step in self.calendar.all()]
        texts += [f"{picture.alt} {picture.caption}" for picture in self.gallery.all()]
        texts += [line.title for line in self.documents.all()]
        return " ".join([super().listing_text(), *texts])

    def listing_pictures(self) -> list[int]:
        return [picture.image_id for picture in self.gallery.all()]

    def listing_files(self) -> list[Any]:
        return [line.document for line in self.documents.all()]

    def listing_pages(self) -> list[int]:
        videos = [line.video_id for line in self.videos.all()]
        return [*videos, *(line.target_id for line in self.related_pages.all())]

    def listing_fields(self) -> dict[str, Any]:
        given = self.funding_total
        return {
            "status": {"token": self.status, "title": self.get_status_display()}
            if self.status
            else None,
            "start_year": self.start_year,
            "end_year": self.end_year,
            "calendar": [row.told() for row in self.calendar.all()],
            "latitude": self.latitude,
            "longitude": self.longitude,
            "contact": self.contact.name if self.contact else None,
            "contact_office": self.contact_office,
            "is_fictional": self.is_fictional,
            "total_cost": None if self.total_cost is None else str(self.total_cost),
            "fundings": [row.told() for row in self.fundings.all()],
            "funding_total": None if given is None else str(given),
            "partners": [row.told() for row in self.partners.all()],
            "gallery": [row.told() for row in self.gallery.all()],
            "documents": [row.told() for row in self.documents.all()],
            "videos": [row.told() for row in self.videos.all()],
            "relatedItems": [row.told() for row in self.related_pages.all()],
        }
