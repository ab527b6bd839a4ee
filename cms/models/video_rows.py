"""What stands in ordered rows beside a video: its chapters, and its captions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from cms.listing.files import file_value
from cms.models.video import VideoPage


class VideoChapter(Orderable):
    """A part of a video that one may jump to."""

    page = ParentalKey(VideoPage, on_delete=models.CASCADE, related_name="chapters")
    start = models.DurationField(
        "début", help_text="Minutes et secondes, « 1:15 », ou heures, « 1:02:30 »."
    )
    title = models.CharField("titre", max_length=200)

    panels = [FieldRowPanel([FieldPanel("start"), FieldPanel("title")])]

    class Meta(Orderable.Meta):
        verbose_name = "chapitre d’une vidéo"

    def __str__(self) -> str:
        return self.title

    @property
    def seconds(self) -> int:
        return int(self.start.total_seconds())

    def told(self) -> dict[str, Any]:
        """Return what clients are told: the second at which it starts, and its title."""
        return {"start": self.seconds, "title": self.title}


class VideoCaption(Orderable):
    """What is said in a video, timed and written in one language (WebVTT)."""

    class Language(models.TextChoices):
        """Tags of BCP 47, as `srclang` wants them."""

        FRENCH = "fr", "français"
        BRETON = "br", "breton"
        ENGLISH = "en", "anglais"
        GERMAN = "de", "allemand"
        SPANISH = "es", "espagnol"

    page = ParentalKey(VideoPage, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(
        "langue", max_length=20, choices=Language.choices, default=Language.FRENCH
    )
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="fichier de sous-titres",
        help_text="Au format WebVTT (.vtt).",
    )

    panels = [FieldRowPanel([FieldPanel("language"), FieldPanel("document")])]

    class Meta(Orderable.Meta):
        verbose_name = "sous-titres d’une vidéo"

    def __str__(self) -> str:
        return self.get_language_display()

    def clean(self) -> None:
        super().clean()
        if self.document_id and self.document.file_extension.lower() != "vtt":
            raise ValidationError({"document": "Choisissez un fichier WebVTT (.vtt)."})

    def told(self) -> dict[str, Any]:
        """Return what clients are told, by the tag of the language."""
        return file_value(self.document) | {"language": self.language}
