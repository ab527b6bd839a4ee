"""What a member is asked for by a personal link, and the mails that carry the link."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_token() -> str:
    """Return the secret of a link: 256 random bits in 43 signs."""
    return secrets.token_urlsafe(32)


class ContributionRequest(models.Model):
    """One question to one member: tell of an initiative, or proofread a page.

    Where it stands follows from its dates (`cms.domain.contributions.state_of`) and is
    stored nowhere. Of the addressee only the e-mail and the office are kept, the e-mail
    until some months after the end.

    `token` is stored as it is and not as a digest: both reminders repeat the link, and
    staff must be able to hand it over when a mail is lost. Who reads this table reads the
    drafts beside it, which is more than any link of it shows.
    """

    class Kind(models.TextChoices):
        INITIATIVE = "initiative", "Initiative à raconter"
        PROOFREADING = "proofreading", "Page à relire"

    kind = models.CharField("demande", max_length=20, choices=Kind.choices)
    folder = models.ForeignKey(
        "passeur_cms.MemberFolder",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="membre",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page",
    )
    email = models.EmailField("adresse électronique", blank=True)
    office = models.CharField("fonction", max_length=200)
    topic = models.ForeignKey(
        "passeur_cms.Topic",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="thématique",
    )
    message = models.TextField("message", max_length=2000, blank=True)
    deadline = models.DateField("réponse attendue le")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="demandé par",
    )
    created_at = models.DateTimeField("demandé le", default=timezone.now, editable=False)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    correction = models.TextField("corrections demandées", blank=True)
    validated_at = models.DateTimeField("validé le", null=True, blank=True)
    # What was seen when it was validated. The date too: autosave writes over a revision.
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision_saved_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)

    class Meta:
        verbose_name = "demande de contribution"
        verbose_name_plural = "demandes de contribution"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(validated_at=None),
                name="contribution_is_answered_once",
            ),
            models.CheckConstraint(
                condition=models.Q(validated_at=None) | models.Q(kind="proofreading"),
                name="only_proofreading_is_validated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.folder.title}"

    @property
    def changed_since(self) -> bool:
        """Tell whether the page is no longer what was validated."""
        return (
            self.validated_at is not None
            and self.page is not None
            and self.page.latest_revision_created_at != self.revision_saved_at
        )


class ContributionMail(models.Model):
    """One mail about a request: to the addressee, or the notice of the answer to staff.

    `claimed` is written just before the mail is handed over: found later, it means that
    nobody knows the outcome, and such a mail is never sent again by itself.
    """

    class Kind(models.TextChoices):
        REQUEST = "request", "Demande"
        FIRST_REMINDER = "first_reminder", "Première relance"
        SECOND_REMINDER = "second_reminder", "Seconde relance"
        AGAIN = "again", "Lien renvoyé"
        NOTICE = "notice", "Avis de réponse"

    class State(models.TextChoices):
        PENDING = "pending", "À envoyer"
        CLAIMED = "claimed", "En cours"
        SENT = "sent", "Envoyé"
        FAILED = "failed", "Abandonné"
        UNKNOWN = "unknown", "Issue inconnue"

    request = models.ForeignKey(ContributionRequest, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField("courriel", max_length=20, choices=Kind.choices)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.PENDING)
    answer = models.TextField("ce qui l’a empêché", blank=True)
    attempts = models.PositiveSmallIntegerField("tentatives", default=0)
    next_attempt_at = models.DateTimeField("à envoyer le", default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "courriel de contribution"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind"],
                condition=~models.Q(kind="again"),
                name="one_contribution_mail_per_kind",
            )
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="contribution_mails_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.get_state_display()}"
