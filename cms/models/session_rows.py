"""What stands in ordered rows beside a session: who spoke, what was handed out, who came."""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from cms.listing.files import file_value
from cms.models.session import SessionPage


class SessionSpeaker(Orderable):
    """An office that takes part. The person who holds it may be named, and never anybody else."""

    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="speakers")
    office = models.CharField("fonction", max_length=200, help_text="« Présidente », « Maire ».")
    organisation_name = models.CharField("organisme", max_length=200, blank=True)
    organisation = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisme connu du site",
        help_text="Si vous en choisissez un, son nom remplace celui que vous avez écrit.",
    )
    name = models.CharField(
        "nom",
        max_length=200,
        blank=True,
        help_text="Facultatif, et seulement pour une fonction publique : élue, élu, préfète, "
        "préfet. Jamais le nom d’une agente, d’un agent ou d’une habitante, d’un habitant.",
    )

    panels = [
        FieldRowPanel([FieldPanel("office"), FieldPanel("name")]),
        FieldRowPanel([FieldPanel("organisation_name"), FieldPanel("organisation")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "intervention"

    def __str__(self) -> str:
        return self.office

    def told(self) -> dict[str, str]:
        """Return what visitors and clients are told."""
        organisation = self.organisation.name if self.organisation else self.organisation_name
        return {"office": self.office, "organisation": organisation, "name": self.name}


class SessionDocument(Orderable):
    """A document of the session. Whoever may not see its collection is refused the file."""

    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="document",
    )
    title = models.CharField("titre", max_length=200)

    panels = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = "document d’un rendez-vous"

    def __str__(self) -> str:
        return self.title

    def told(self) -> dict[str, Any]:
        """Return what clients are told, under the title that the session gives it."""
        return file_value(self.document) | {"title": self.title}


class SessionAttendance(Orderable):
    """How many people of a member came. Numbers for staff alone, and never a name."""

    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="membre",
    )
    officials = models.PositiveSmallIntegerField("élues et élus", default=0)
    staff = models.PositiveSmallIntegerField("agentes et agents", default=0)

    panels = [
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("officials"), FieldPanel("staff")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "présence à un rendez-vous"

    def __str__(self) -> str:
        return str(self.organisation)
