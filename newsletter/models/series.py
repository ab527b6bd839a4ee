"""Series: a letter that comes out again and again, such as « Passeur d’idées »."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from cms.models.base import BasePage

# RFC 2919, section 2: dot-separated atoms, best below a domain of the sender's own.
LIST_ID = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$",
    "Un identifiant de liste ressemble à un nom de domaine : lettre.exemple.fr.",
)


class SeriesPage(BasePage):
    """One letter: who sends it, and why people receive it. Its issues lie under it."""

    portal_type: ClassVar[str] = "Folder"
    type_label: ClassVar[str] = "Lettre"
    web_template: ClassVar[str] = "series"
    subpage_types = ["passeur_newsletter.IssuePage"]

    sender_name = models.CharField("nom de l’expéditeur", max_length=100)
    sender_address = models.EmailField("adresse de l’expéditeur")
    reply_to = models.EmailField(
        "adresse de réponse",
        blank=True,
        help_text="Reçoit les réponses, et les désinscriptions demandées par courriel.",
    )
    footer_reason = models.TextField(
        "raison de l’envoi",
        max_length=300,
        help_text="Une phrase, au pied de chaque lettre : pourquoi on la reçoit.",
    )
    list_id = models.CharField(
        "identifiant de liste",
        max_length=200,
        validators=[LIST_ID],
        help_text="Les messageries rangent et filtrent la lettre par lui : ne le changez plus.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sender_name"), FieldPanel("sender_address")]),
                FieldPanel("reply_to"),
                FieldPanel("list_id"),
            ],
            heading="Expéditeur",
        ),
        FieldPanel("footer_reason"),
    ]

    class Meta:
        verbose_name = "lettre"
        verbose_name_plural = "lettres"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from newsletter.domain.archive import sent_issues

        return super().get_context(request, *args, **kwargs) | {"issues": sent_issues(self)}
