"""What stands in ordered rows beside a cycle: who leads it and with whom, what came of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.domain.iso import iso
from cms.listing.files import file_value
from cms.listing.leads import Lead
from cms.models.cycle import CyclePage
from cms.models.file_field import file_field
from cms.models.office_holder import OfficeHolder
from cms.models.partner import Partner
from cms.models.related_page import RelatedPage


class CycleStatement(OfficeHolder):
    """What an office holder says of the subject, and signs. On screen: la vision."""

    page = ParentalKey(CyclePage, on_delete=models.CASCADE, related_name="statements")
    text = models.TextField("déclaration", max_length=3000)
    date = models.DateField("date", null=True, blank=True)

    panels = [FieldPanel("text"), *OfficeHolder.panels, FieldPanel("date")]

    class Meta(OfficeHolder.Meta):
        verbose_name = "déclaration d’un cycle"

    def told(self) -> dict[str, Any]:
        return {"text": self.text, **super().told(), "date": iso(self.date)}


class CycleLead(OfficeHolder):
    """An office holder who leads a cycle."""

    page = ParentalKey(CyclePage, on_delete=models.CASCADE, related_name="leads")

    class Meta(OfficeHolder.Meta):
        verbose_name = "référent d’un cycle"


class CyclePartner(Partner):
    """A partner of a cycle."""

    page = ParentalKey(CyclePage, on_delete=models.CASCADE, related_name="partners")

    class Meta(Partner.Meta):
        verbose_name = "partenaire d’un cycle"


class CycleDeliverable(Orderable):
    """What a cycle makes, in which phase, and where to find it."""

    class State(models.TextChoices):
        UNDERWAY = "underway", "En cours"
        DELIVERED = "delivered", "Livré"

    page = ParentalKey(CyclePage, on_delete=models.CASCADE, related_name="deliverables")
    title = models.CharField("titre", max_length=200)
    state = models.CharField(
        "avancement", max_length=20, choices=State.choices, default=State.UNDERWAY
    )
    phase = models.CharField(
        "phase",
        max_length=200,
        blank=True,
        help_text="Par exemple «\u00a0Phase 1\u00a0: entretiens\u00a0».",
    )
    date = models.DateField("date", null=True, blank=True)
    target = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page du site",
    )
    document = file_field("ou document")
    link = models.URLField("ou adresse", max_length=500, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("state"), FieldPanel("phase"), FieldPanel("date")]),
        FieldPanel("target"),
        FieldPanel("document"),
        FieldPanel("link"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "livrable d’un cycle"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if len([place for place in (self.target_id, self.document_id, self.link) if place]) > 1:
            raise ValidationError(
                {"link": "Choisissez une page, un document ou une adresse, pas plusieurs."}
            )

    def told(self) -> dict[str, Any]:
        """Return what clients are told."""
        return {
            "title": self.title,
            "state": {"token": self.state, "title": self.get_state_display()},
            "phase": self.phase,
            "date": iso(self.date),
            "page": Lead(self.target_id),
            "document": file_value(self.document) if self.document_id else None,
            "link": self.link,
        }


class CycleRelatedPage(RelatedPage):
    """A page to read beside a cycle, an initiative first of all."""

    page = ParentalKey(CyclePage, on_delete=models.CASCADE, related_name="related_pages")

    class Meta(RelatedPage.Meta):
        verbose_name = "page liée à un cycle"
