"""Where a page comes from that staff did not write."""

from __future__ import annotations

from django.db import models


class Provenance(models.Model):
    """Source, licence and original of a page pulled from a partner, or told by a member.

    A row beside the page, not fields of it: a copy of the page is the alliance's own work
    and must not claim the partner's reference, and no old revision may bring one back.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="provenance"
    )
    source_name = models.CharField("source", max_length=255)
    source_url = models.URLField("adresse de la source", max_length=1000, blank=True)
    original_url = models.URLField("fiche d’origine", max_length=1000, blank=True)
    external_id = models.CharField("référence d’origine", max_length=255, blank=True)
    licence = models.CharField("licence", max_length=100, blank=True)
    licence_url = models.URLField("texte de la licence", max_length=1000, blank=True)
    last_seen_at = models.DateTimeField("vue pour la dernière fois le", null=True, blank=True)

    class Meta:
        verbose_name = "provenance"

    def __str__(self) -> str:
        return f"{self.source_name} {self.external_id}".strip()
