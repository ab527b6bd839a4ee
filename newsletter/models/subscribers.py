"""Subscribers and what they are subscribed to."""

from __future__ import annotations

import datetime
import secrets

from django.db import models
from django.db.models.functions import Lower


def new_token() -> str:
    """Return a random unsubscription token: 256 bits in 43 signs.

    Stored and not derived from a key, so that changing a key leaves old letters' links
    working. Source: RFC 8058, section 3.1, wants it hard to forge.
    """
    return secrets.token_urlsafe(32)


class Subscriber(models.Model):
    """One e-mail address. Nothing else about the person is kept."""

    email = models.EmailField("adresse électronique")
    created_at = models.DateTimeField("ajoutée le", auto_now_add=True)

    class Meta:
        verbose_name = "abonné"
        verbose_name_plural = "abonnés"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_subscriber_per_address"),
        ]

    def __str__(self) -> str:
        return self.email


class Subscription(models.Model):
    """What makes one person receive one series, and the legal basis of it.

    Officials receive as holders of an office, from its first day until the day before its
    end; everybody else receives because they asked to.
    """

    class Basis(models.TextChoices):
        CONSENT = "consent", "Consentement"
        OFFICE = "office", "Fonction"

    class State(models.TextChoices):
        ACTIVE = "active", "Abonné"
        UNSUBSCRIBED = "unsubscribed", "Désinscrit"

    subscriber = models.ForeignKey(
        Subscriber,
        on_delete=models.CASCADE,
        related_name="subscriptions",
        verbose_name="abonné",
    )
    series = models.ForeignKey(
        "passeur_newsletter.SeriesPage",
        on_delete=models.PROTECT,
        related_name="subscriptions",
        verbose_name="lettre",
    )
    basis = models.CharField("base légale", max_length=10, choices=Basis.choices)
    office = models.CharField(
        "fonction", max_length=200, blank=True, help_text="Par exemple : maire de Guer."
    )
    office_starts = models.DateField("depuis le", null=True, blank=True)
    office_ends = models.DateField("jusqu’au (exclu)", null=True, blank=True)
    state = models.CharField("état", max_length=15, choices=State.choices, default=State.ACTIVE)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField("depuis le", auto_now_add=True)
    unsubscribed_at = models.DateTimeField("désinscrit le", null=True, editable=False)

    class Meta:
        verbose_name = "abonnement"
        verbose_name_plural = "abonnements"
        ordering = ["subscriber__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "series"], name="one_subscription_per_series"
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="office") | ~models.Q(office=""),
                name="office_subscription_names_the_office",
                violation_error_message="Indiquez la fonction qui justifie l’envoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} ({self.get_state_display()})"

    def exclusion(self, day: datetime.date) -> str:
        """Return why nothing is sent on a day, in words for staff; empty when it is due."""
        if self.state == self.State.UNSUBSCRIBED:
            return "désinscrit"
        if self.basis == self.Basis.OFFICE:
            if self.office_starts and day < self.office_starts:
                return "fonction pas encore prise"
            if self.office_ends and day >= self.office_ends:
                return "fonction terminée"
        return ""
