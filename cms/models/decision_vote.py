"""How a council voted."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.domain.decisions import VOTE_FIELDS, Vote


class VoteMixin(models.Model):
    """A page that tells a vote, in the words of the act, in figures, or both."""

    vote_words = models.CharField(
        "vote, en toutes lettres",
        max_length=300,
        blank=True,
        help_text="Par exemple « À l’unanimité des suffrages exprimés ».",
    )
    vote_expected = models.PositiveIntegerField("membres de l’instance", null=True, blank=True)
    vote_actual = models.PositiveIntegerField(
        "votants", null=True, blank=True, help_text="Pouvoirs compris."
    )
    vote_for = models.PositiveIntegerField("voix pour", null=True, blank=True)
    vote_against = models.PositiveIntegerField("voix contre", null=True, blank=True)
    vote_abstention = models.PositiveIntegerField("abstentions", null=True, blank=True)

    vote_panel = MultiFieldPanel(
        [
            FieldPanel("vote_words"),
            FieldRowPanel([FieldPanel("vote_expected"), FieldPanel("vote_actual")]),
            FieldRowPanel(
                [
                    FieldPanel("vote_for"),
                    FieldPanel("vote_against"),
                    FieldPanel("vote_abstention"),
                ]
            ),
        ],
        heading="Vote",
    )

    class Meta:
        abstract = True

    @property
    def vote(self) -> Vote:
        return Vote(*(getattr(self, name) for name in VOTE_FIELDS))

    def vote_fields(self) -> dict[str, Any]:
        return {"vote_words": self.vote_words, **dict(zip(VOTE_FIELDS, self.vote, strict=True))}
