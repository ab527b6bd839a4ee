"""Where on the map a page is, when its territory says it too roughly."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class PositionMixin(models.Model):
    """A page that may have a position of its own; its first territory's holds else."""

    latitude = models.FloatField(
        "latitude",
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="En degrés, par exemple 47,65. Vide\u00a0: celle du premier territoire.",
    )
    longitude = models.FloatField(
        "longitude",
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="En degrés, par exemple -2,08\u00a0: négative à l’ouest de Greenwich.",
    )

    position_panel = FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: "Indiquez la latitude et la longitude, ou aucune."})

    def listing_position(self) -> tuple[float, float] | None:
        if self.longitude is None or self.latitude is None:
            return super().listing_position()
        return self.longitude, self.latitude
