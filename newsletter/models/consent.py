"""The ledger of consents: what was agreed to or withdrawn, with the words that were shown."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class LedgerIsAppendOnly(TypeError):
    """Somebody tried to change or remove a line of the ledger."""


class ConsentRecordQuerySet(models.QuerySet["ConsentRecord"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly

    def delete(self) -> NoReturn:
        raise LedgerIsAppendOnly


class ConsentRecord(models.Model):
    """One line: proof that must be kept as it was written, and outlive the address.

    No foreign key, for the line stays when subscriber and series go; the person is known
    by a keyed hash. Consent must be demonstrable: GDPR, article 7 (1). The database itself
    refuses changes too (migration 0002).
    """

    class Event(models.TextChoices):
        SUBSCRIBED = "subscribed", "Abonnement"
        UNSUBSCRIBED = "unsubscribed", "Désinscription"

    event = models.CharField("événement", max_length=15, choices=Event.choices)
    subscriber_hash = models.CharField("empreinte de l’adresse", max_length=64, db_index=True)
    series_key = models.UUIDField("clé de la lettre")
    series_title = models.CharField("lettre", max_length=255)
    basis = models.CharField("base légale", max_length=10)
    office = models.CharField("fonction", max_length=200, blank=True)
    wording = models.TextField("texte présenté", blank=True)
    method = models.CharField("moyen", max_length=100)
    source = models.CharField("origine", max_length=500, blank=True)
    recorded_by = models.CharField("inscrit par", max_length=255, blank=True)
    recorded_at = models.DateTimeField("inscrit le", auto_now_add=True)

    objects = ConsentRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "preuve de consentement"
        verbose_name_plural = "preuves de consentement"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_event_display()} {self.recorded_at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise LedgerIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly
