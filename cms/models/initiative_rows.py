"""What stands in ordered rows beside an initiative: money, partners, steps, pictures, files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from cms.domain.iso import iso
from cms.listing.leads import Lead
from cms.listing.pictures import picture_field, picture_scales
from cms.models.amount import EuroField
from cms.models.initiative import InitiativePage
from cms.models.page_document import PageDocument
from cms.models.partner import Partner
from cms.models.related_page import RelatedPage


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

    def told(self) -> dict[str, str]:
        """Return what clients are told."""
        return {"funder": self.funder, "amount": str(self.amount), "label": self.label}


class InitiativePartner(Partner):
    """A partner of an initiative."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="partners")

    class Meta(Partner.Meta):
        verbose_name = "partenaire d’une initiative"


class InitiativeStep(Orderable):
    """What happened or is planned, on a day or over a time of which no more is known."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="calendar")
    date = models.DateField("jour", null=True, blank=True)
    period = models.CharField(
        "ou période",
        max_length=100,
        blank=True,
        help_text="Si le jour n’est pas connu : «\u00a0juin 2024\u00a0», «\u00a0hiver 2024\u00a0».",
    )
    label = models.CharField("étape", max_length=200)

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("period")]), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = "étape d’une initiative"

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if bool(self.date) == bool(self.period.strip()):
            raise ValidationError({"date": "Indiquez le jour, ou la période s’il n’est pas connu."})

    def told(self) -> dict[str, str | None]:
        """Return what clients are told."""
        return {"date": iso(self.date), "period": self.period, "label": self.label}


class InitiativePicture(Orderable):
    """A picture of the gallery."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name="image"
    )
    alt = models.CharField(
        "texte de remplacement",
        max_length=255,
        help_text="Ce que montre l’image, pour qui ne la voit pas.",
    )
    caption = models.CharField("légende", max_length=255, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = "image d’une initiative"

    def __str__(self) -> str:
        return self.alt

    def told(self) -> dict[str, Any]:
        """Return what clients are told; addresses are relative to the page's."""
        return {
            **picture_scales(self.image, picture_field(self.image)),
            "filename": self.image.filename,
            "alt": self.alt,
            "caption": self.caption,
            "credit": getattr(self.image, "credit", ""),
        }


class InitiativeDocument(PageDocument):
    """A document of an initiative."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="documents")

    class Meta(PageDocument.Meta):
        verbose_name = "document d’une initiative"


class InitiativeVideo(Orderable):
    """A video of ours that shows the initiative."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="videos")
    video = models.ForeignKey(
        "passeur_cms.VideoPage", on_delete=models.CASCADE, related_name="+", verbose_name="vidéo"
    )

    panels = [FieldPanel("video")]

    class Meta(Orderable.Meta):
        verbose_name = "vidéo d’une initiative"

    def told(self) -> Lead:
        return Lead(self.video_id)


class InitiativeRelatedPage(RelatedPage):
    """A page to read beside an initiative."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="related_pages")

    class Meta(RelatedPage.Meta):
        verbose_name = "page liée à une initiative"
