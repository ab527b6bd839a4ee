"""Resources: what others wrote that helps a territory act, and what the alliance publishes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
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
from cms.domain.iso import iso
from cms.domain.lines import lines_of
from cms.listing.files import file_value
from cms.models.base import BasePage, PictureMixin
from cms.models.body import BodyMixin
from cms.models.file_field import file_field
from cms.models.index_page import IndexPage
from cms.models.tag import TagsMixin
from cms.models.territory import TerritoriesMixin
from cms.models.topic import TopicsMixin
from cms.models.years import PLAUSIBLE


class ResourceIndexPage(IndexPage):
    """The library: all resources."""

    type_label: ClassVar[str] = "Liste des ressources"
    listed_types: ClassVar[tuple[str, ...]] = ("Resource",)
    subpage_types = ["passeur_cms.ResourcePage"]

    class Meta:
        verbose_name = "liste des ressources"


class ResourcePage(TerritoriesMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage):
    """One document worth reading: who made it, where to find it, whom it was sent to.

    Publisher, authors and who recommends it are words, not links to organisations: a
    library quotes a hundred bodies that the alliance's directory has no use for.
    """

    class Kind(models.TextChoices):
        GUIDE = "guide", "Guide"
        STUDY = "study", "Étude"
        WHITE_PAPER = "white_paper", "Livre blanc"
        TOOLBOX = "toolbox", "Boîte à outils"
        SHEET = "sheet", "Fiche technique"
        REPORT = "report", "Rapport"
        BOOK = "book", "Livre"
        ARTICLE = "article", "Article de périodique"

    portal_type: ClassVar[str] = "Resource"
    type_label: ClassVar[str] = "Ressource"
    web_template: ClassVar[str] = "resource"
    listing_prefetch: ClassVar[tuple[str, ...]] = ("image", "file", "structure", "recipients")
    parent_page_types = ["passeur_cms.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    kind = models.CharField("nature", max_length=20, choices=Kind.choices, blank=True)
    authors = models.TextField(
        "auteurs",
        blank=True,
        max_length=2000,
        help_text="Un par ligne, comme sur la couverture. Pour un document collectif, laissez "
        "vide : l’éditeur suffit.",
    )
    publisher = models.CharField("éditeur", max_length=200, blank=True)
    structure = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="structure",
        help_text="L’organisme de l’annuaire qui a produit la ressource, s’il y figure.",
    )
    recommended_by = models.CharField(
        "recommandée par", max_length=200, blank=True, help_text="Un organisme, ou une fonction."
    )
    published_year = models.PositiveSmallIntegerField(
        "année de parution", null=True, blank=True, validators=PLAUSIBLE
    )
    published_month = models.PositiveSmallIntegerField(
        "mois de parution",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="De 1 à 12, s’il est connu.",
    )
    periodical = models.CharField("périodique", max_length=200, blank=True)
    periodical_issue = models.CharField("numéro", max_length=50, blank=True)
    periodical_pages = models.CharField(
        "pages", max_length=50, blank=True, help_text="Par exemple « 9 à 13 »."
    )
    licence = models.CharField("licence", max_length=100, blank=True)
    file = file_field("fichier")
    link = models.URLField("adresse", max_length=500, blank=True)

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("authors"),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("recommended_by")]),
                FieldPanel("structure"),
                FieldRowPanel([FieldPanel("published_year"), FieldPanel("published_month")]),
                FieldPanel("licence"),
            ],
            heading="Ce que c’est",
        ),
        MultiFieldPanel(
            [
                FieldPanel("periodical"),
                FieldRowPanel([FieldPanel("periodical_issue"), FieldPanel("periodical_pages")]),
            ],
            heading="Dans un périodique",
        ),
        MultiFieldPanel([FieldPanel("file"), FieldPanel("link")], heading="Où la lire"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        FieldPanel("body"),
        TagsMixin.subject_panel,
        MultipleChooserPanel(
            "page_territories",
            chooser_field_name="territory",
            heading="Où",
            label="territoire",
        ),
        InlinePanel("recipients", heading="À qui elle a été adressée", label="destinataire"),
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"

    def clean(self) -> None:
        super().clean()
        if self.published_month and not self.published_year:
            raise ValidationError({"published_year": "Un mois de parution demande son année."})
        if not self.periodical and (self.periodical_issue or self.periodical_pages):
            raise ValidationError(
                {"periodical": "Un numéro ou des pages demandent le nom du périodique."}
            )

    @property
    def author_names(self) -> list[str]:
        return lines_of(self.authors)

    def listing_years(self) -> list[int]:
        return [self.published_year] if self.published_year else super().listing_years()

    def listing_files(self) -> list[Any]:
        return [self.file] if self.file_id else []

    def listing_text(self) -> str:
        words = [
            self.get_kind_display(),
            *self.author_names,
            self.publisher,
            self.structure.name if self.structure else "",
            self.recommended_by,
            self.periodical,
            *(recipient.name for recipient in self.recipients.all()),
        ]
        return " ".join([super().listing_text(), *words])

    def listing_fields(self) -> dict[str, Any]:
        return {
            "kind": {"token": self.kind, "title": self.get_kind_display()} if self.kind else None,
            "authors": self.author_names,
            "publisher": self.publisher,
            "structure": self.structure.name if self.structure else None,
            "recommended_by": self.recommended_by,
            "published_year": self.published_year,
            "published_month": self.published_month,
            "periodical": self.periodical,
            "periodical_issue": self.periodical_issue,
            "periodical_pages": self.periodical_pages,
            "licence": self.licence,
            "file": file_value(self.file) if self.file_id else None,
            "link": self.link,
            "recipients": [
                {
                    "name": recipient.name,
                    "sent_on": iso(recipient.sent_on),
                    "answer": recipient.answer,
                    "answered_on": iso(recipient.answered_on),
                }
                for recipient in self.recipients.all()
            ],
        }


class Recipient(Orderable):
    """Someone in office to whom a resource was sent to plead a cause, and what came back."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="recipients")
    name = models.CharField(
        "destinataire",
        max_length=200,
        help_text="L’organisme ou la fonction : « Préfet de région », jamais un nom de personne.",
    )
    sent_on = models.DateField("envoyée le", null=True, blank=True)
    answered_on = models.DateField("réponse reçue le", null=True, blank=True)
    answer = models.TextField("réponse, en bref", blank=True, max_length=1000)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("sent_on"), FieldPanel("answered_on")]),
        FieldPanel("answer"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "destinataire"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.sent_on and self.answered_on and self.answered_on < self.sent_on:
            raise ValidationError({"answered_on": "La réponse ne peut pas précéder l’envoi."})
