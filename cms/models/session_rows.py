"""What stands in ordered rows beside a session: who spoke, what was handed out, who came."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.models.office_holder import OfficeHolder
from cms.models.page_document import PageDocument
from cms.models.session import SessionPage


class SessionSpeaker(OfficeHolder):
    """An office that takes part."""

    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="speakers")

    class Meta(OfficeHolder.Meta):
        verbose_name = "intervention"


class SessionDocument(PageDocument):
    """A document of the session."""

    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="documents")

    class Meta(PageDocument.Meta):
        verbose_name = "document d’un rendez-vous"


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
