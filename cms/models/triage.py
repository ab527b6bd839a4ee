"""The vivier: drafts that wait for someone to keep them or set them aside."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Triage(models.Model):
    """What staff decided about a draft that nobody of them wrote.

    Lies beside the page so that the cms can show the vivier without knowing importers.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "À trier"
        KEPT = "kept", "Retenue"
        SET_ASIDE = "set_aside", "Écartée"

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="triage")
    state = models.CharField(
        "état", max_length=20, choices=State.choices, default=State.WAITING, db_index=True
    )
    decided_at = models.DateTimeField("décidé le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "fiche à trier"
        verbose_name_plural = "fiches à trier"

    def __str__(self) -> str:
        return f"{self.page} : {self.get_state_display()}"
