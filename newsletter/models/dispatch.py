"""Dispatches: one sending of a frozen issue, and its line for each recipient."""

from __future__ import annotations

from django.db import models

from cms.domain.lease import Leased


class Dispatch(models.Model):
    """What was sent, byte for byte. Nothing of it depends on pages or templates any more.

    `message` is the whole mail but its personal headers; `placeholder` stands in it where
    each copy gets its own unsubscription token, of the same length.
    """

    edition = models.OneToOneField(
        "passeur_newsletter.Edition", on_delete=models.PROTECT, related_name="dispatch"
    )
    subject = models.CharField("objet", max_length=150)
    html = models.TextField("lettre")
    text = models.TextField("texte seul")
    archive_html = models.TextField("page d’archive")
    message = models.BinaryField()
    sha256 = models.CharField("empreinte du message", max_length=64)
    placeholder = models.CharField(max_length=43)
    sender = models.EmailField("expéditeur")
    candidates = models.PositiveIntegerField("abonnements considérés")
    exclusions = models.JSONField("exclus, par raison", default=dict)
    frozen_at = models.DateTimeField("figé le", auto_now_add=True)
    finished_at = models.DateTimeField("terminé le", null=True)

    class Meta:
        verbose_name = "envoi"
        ordering = ["-frozen_at"]

    def __str__(self) -> str:
        return self.subject


class Delivery(Leased):
    """The line of one recipient. It is always in exactly one state.

    `claimed` is written just before the mail is handed over: found later under a lease
    that ran out, it means that nobody knows the outcome.
    """

    class State(models.TextChoices):
        PENDING = "pending", "En attente"
        CLAIMED = "claimed", "En cours"
        ACCEPTED = "accepted", "Acceptée"
        REFUSED = "refused", "Refusée"
        UNKNOWN = "unknown", "Issue inconnue"
        WITHDRAWN = "withdrawn", "Désinscrit avant l’envoi"

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(
        "passeur_newsletter.Subscription",
        on_delete=models.SET_NULL,
        null=True,
        related_name="deliveries",
    )
    address = models.EmailField("adresse")
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.PENDING)
    answer = models.TextField("réponse du serveur", blank=True)
    attempts = models.PositiveSmallIntegerField("tentatives", default=0)
    next_attempt_at = models.DateTimeField("nouvelle tentative le", null=True)
    settled_at = models.DateTimeField("réglée le", null=True)

    class Meta:
        verbose_name = "réception"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "subscription"], name="one_delivery_per_subscription"
            )
        ]
        indexes = [models.Index(fields=["dispatch", "state"], name="deliveries_by_state")]

    def __str__(self) -> str:
        return f"{self.address} : {self.get_state_display()}"


class IssueItem(models.Model):
    """A page that an issue showed: the memory that keeps it from being shown again."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uid = models.UUIDField(db_index=True)
    title = models.CharField("titre", max_length=255)
    member = models.CharField("membre", max_length=255, blank=True)
    section = models.CharField("rubrique", max_length=20)

    class Meta:
        verbose_name = "page montrée"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
