"""The years over which something went on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

PLAUSIBLE = [
    MinValueValidator(1900, "Écrivez l’année en quatre chiffres."),
    MaxValueValidator(2100, "Écrivez l’année en quatre chiffres."),
]


class YearsMixin(models.Model):
    """A page about something with a first and a last year; found under each of them."""

    start_year = models.PositiveSmallIntegerField(
        "année de début", null=True, blank=True, validators=PLAUSIBLE
    )
    end_year = models.PositiveSmallIntegerField(
        "année de fin", null=True, blank=True, validators=PLAUSIBLE
    )

    years_panel = FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")])

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError(
                {"end_year": "L’année de fin ne peut pas précéder l’année de début."}
            )

    def listing_years(self) -> list[int]:
        if not self.start_year:
            return super().listing_years()
        return list(range(self.start_year, (self.end_year or self.start_year) + 1))
