"""What stands in ordered rows beside a session: who spoke, and what was handed out."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey

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
