"""Offices: who holds a function in a body, and from when to when."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class Office(Orderable):
    """One person's function in an organisation, from `starts` until the day before `ends`.

    Dated, because elections change who presides while the report of 2023 keeps its own
    president. Of elected people the name is public; staff is told by function alone.
    """

    class Kind(models.TextChoices):
        GOVERNANCE = "governance", "Gouvernance (mandat d’élu)"
        TEAM = "team", "Équipe (agents)"

    organisation = ParentalKey(
        "passeur_cms.Organisation", on_delete=models.CASCADE, related_name="offices"
    )
    kind = models.CharField("partie", max_length=20, choices=Kind.choices, default=Kind.GOVERNANCE)
    title = models.CharField("fonction", max_length=200, help_text="Par exemple « Présidente ».")
    holder = models.CharField(
        "élu ou élue",
        max_length=200,
        blank=True,
        help_text="Le nom d’un élu est public pour son mandat ; celui d’un agent ne l’est pas.",
    )
    share = models.DecimalField(
        "temps de travail (ETP)",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    starts = models.DateField("depuis le", null=True, blank=True)
    ends = models.DateField("jusqu’au (exclu)", null=True, blank=True)

    panels = [
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("holder")]),
        FieldPanel("share"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "fonction"

    def __str__(self) -> str:
        return f"{self.title}, {self.holder}" if self.holder else self.title

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.TEAM and self.holder:
            raise ValidationError(
                {"holder": "L’équipe est présentée par fonction : laissez le nom vide."}
            )
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": "La fin doit suivre le début."})
