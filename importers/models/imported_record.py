"""The trace of one foreign record and of the page that came of it."""

from __future__ import annotations

from django.db import models

from importers.models.source import Source


class ImportedRecord(models.Model):
    """What a source last said of one record.

    `imported` is the value of each field as last taken over: the base of the three-way
    merge. A record whose page is gone was deleted by staff, and never comes back.
    `conflict` holds the incoming values that wait for a person's choice.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    external_id = models.CharField("référence", max_length=200)
    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imported_record",
        verbose_name="fiche",
    )
    imported = models.JSONField("dernières valeurs reprises", default=dict)
    fingerprint = models.CharField("empreinte", max_length=64)
    raw = models.JSONField("ligne d’origine", default=dict)
    conflict = models.JSONField("valeurs en attente d’un choix", null=True, blank=True)
    first_seen_at = models.DateTimeField("vue pour la première fois le")
    last_seen_at = models.DateTimeField("vue pour la dernière fois le")
    missing_since = models.DateTimeField("absente depuis le", null=True, blank=True)

    class Meta:
        verbose_name = "fiche importée"
        verbose_name_plural = "fiches importées"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="one_record_per_source_and_reference"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.external_id}"
