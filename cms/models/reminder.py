"""Reminders: on which day a page wants something more, and what its readers are told meanwhile."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel


class Reminder(models.Model):
    """Something that staff will come back to. A draft has its own, as it has its own texts."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="reminders")
    due = models.DateField("à reprendre le")
    note = models.TextField(
        "note pour l’équipe",
        blank=True,
        max_length=1000,
        help_text="Ce qu’il faudra compléter. Le site ne la montre pas.",
    )
    sentence = models.CharField(
        "phrase pour les lecteurs",
        max_length=200,
        blank=True,
        help_text="Par exemple «\xa0Plus de détails prochainement\xa0». Elle reste à la fin de la "
        "page jusqu’à ce que le rappel soit fait ou retiré. Vide\xa0: rien ne s’affiche.",
    )
    done = models.BooleanField("fait", default=False)

    panels = [
        FieldPanel("due"),
        FieldPanel("note"),
        FieldPanel("sentence"),
        FieldPanel("done"),
    ]

    class Meta:
        verbose_name = "rappel"
        verbose_name_plural = "rappels"
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.note or self.sentence or str(self.due)
