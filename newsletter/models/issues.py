"""Issues: one letter of a series, and the edition it stands for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.models.base import BasePage
from newsletter.blocks import TEXT_FEATURES, IssueSectionsBlock


class IssuePage(BasePage):
    """The content of one issue. Its public page is the archive of what was sent.

    Made by « Assembler un numéro » only: an issue needs its edition. What concerns sending
    is not here, since copies, translations and old revisions must carry none of it.
    """

    portal_type: ClassVar[str] = "Issue"
    type_label: ClassVar[str] = "Numéro"
    parent_page_types = ["passeur_newsletter.SeriesPage"]
    subpage_types: ClassVar[list[str]] = []
    is_creatable = False

    number = models.PositiveIntegerField("numéro")
    subject = models.CharField(
        "objet du courriel",
        max_length=150,
        blank=True,
        help_text="Les messageries en montrent une soixantaine de signes.",
    )
    preheader = models.CharField(
        "texte d’aperçu",
        max_length=200,
        blank=True,
        help_text="Ce que les messageries montrent après l’objet.",
    )
    editorial = RichTextField("éditorial", blank=True, features=TEXT_FEATURES)
    sections = StreamField(IssueSectionsBlock(), blank=True, verbose_name="rubriques")

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("subject")]),
                FieldPanel("preheader"),
            ],
            heading="Courriel",
        ),
        FieldPanel("editorial"),
        FieldPanel("sections"),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = "numéro"
        verbose_name_plural = "numéros"

    def listing_text(self) -> str:
        words = (
            text
            for block in self.sections
            for text in block.block.get_searchable_content(block.value)
        )
        return " ".join([self.editorial, *map(str, words)])

    preview_modes = [("letter", "Lettre"), ("bare", "Sans images"), ("text", "Texte seul")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from newsletter.domain.preview import preview

        return preview(self, mode_name)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from newsletter.domain.archive import serve_issue

        return serve_issue(self)


class Edition(models.Model):
    """What a series says about a topic in a quarter, and how far its issue has come.

    A plain row: the key (series, period) is the lock that keeps an issue from being made
    twice, and no copy or revision of the page can bring an old state back.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Brouillon"
        APPROVED = "approved", "Validé"
        FROZEN = "frozen", "Figé"
        SENDING = "sending", "Envoi en cours"
        SENT = "sent", "Envoyé"

    series = models.ForeignKey(
        "passeur_newsletter.SeriesPage",
        on_delete=models.PROTECT,
        related_name="editions",
        verbose_name="lettre",
    )
    topic = models.ForeignKey(
        "passeur_cms.Topic",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="thématique",
    )
    period = models.CharField("trimestre", max_length=7)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.DRAFT)
    issue = models.OneToOneField(
        IssuePage,
        on_delete=models.SET_NULL,
        null=True,
        related_name="edition",
        verbose_name="numéro",
    )

    class Meta:
        verbose_name = "édition"
        ordering = ["-period"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period"], name="one_edition_per_series_and_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.period}"
