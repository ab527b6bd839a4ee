"""Sessions: the meetings of a thematic cycle. On screen: rendez-vous."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.admin.session_form import SessionForm
from cms.blocks.field import BlocksField
from cms.blocks.programme import ProgrammeBlock
from cms.domain import sessions
from cms.domain.iso import iso
from cms.models.base import BasePage, PictureMixin
from cms.models.body import BodyMixin
from cms.models.tag import TagsMixin
from cms.models.territory import TerritoriesMixin
from cms.models.topic import TopicsMixin


class SessionPage(TerritoriesMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage):
    """One meeting: announced, then told of. Its body is the report."""

    class Kind(models.TextChoices):
        SEMINAR = "seminar", "Séminaire"
        WORKING_GROUP = "working_group", "Groupe de travail"
        VISIT = "visit", "Visite"
        WEBINAR = "webinar", "Webinaire"
        PRESIDENTS = "presidents", "Réunion non publique des présidents"
        OTHER = "other", "Autre rendez-vous"

    portal_type: ClassVar[str] = "Session"
    type_label: ClassVar[str] = "Rendez-vous"
    web_template: ClassVar[str] = "session"
    listing_prefetch: ClassVar[tuple[str, ...]] = (
        "image",
        "speakers__organisation",
        "documents__document",
    )
    staff_only: ClassVar[models.Q | None] = models.Q(kind=Kind.PRESIDENTS)
    parent_page_types = ["passeur_cms.CyclePage"]
    subpage_types: ClassVar[list[str]] = []

    kind = models.CharField(
        "nature",
        max_length=20,
        choices=Kind.choices,
        help_text="Une réunion non publique des présidents reste dans cette administration : "
        "même publiée, ni le site ni ses recherches ne la montrent.",
    )
    date = models.DateField(
        "jour", null=True, blank=True, help_text="Le premier, s’il y en a plusieurs."
    )
    last_day = models.DateField(
        "dernier jour", null=True, blank=True, help_text="Seulement s’il y a plusieurs jours."
    )
    starts = models.TimeField(
        "début", null=True, blank=True, help_text="Heure de début, le premier jour."
    )
    ends = models.TimeField(
        "fin", null=True, blank=True, help_text="Heure de fin, le dernier jour."
    )
    place = models.CharField(
        "lieu",
        max_length=200,
        blank=True,
        help_text="Commune et salle : « Derval, salle des fêtes ».",
    )
    online_url = models.URLField(
        "adresse pour suivre en ligne",
        max_length=500,
        blank=True,
        help_text="Tout le monde la voit.",
    )
    registration_url = models.URLField("adresse pour s’inscrire", max_length=500, blank=True)
    registration_deadline = models.DateField(
        "inscriptions jusqu’au",
        null=True,
        blank=True,
        help_text="Ce jour compris. Vide : jusqu’au dernier jour du rendez-vous.",
    )
    programme = BlocksField(ProgrammeBlock(), blank=True, verbose_name="programme")
    replay_url = models.URLField("adresse de l’enregistrement", max_length=500, blank=True)
    effective = models.DateField(
        "date de l’action",
        null=True,
        blank=True,
        help_text="Sert à choisir le trimestre de la lettre. Vide : le jour du rendez-vous.",
    )

    base_form_class = SessionForm
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "attendance"]
    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("last_day")]),
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
            ],
            heading="Quand",
        ),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("online_url")], heading="Où"),
        MultipleChooserPanel(
            "page_territories",
            chooser_field_name="territory",
            heading="Territoires concernés",
            label="territoire",
        ),
        MultiFieldPanel(
            [FieldPanel("registration_url"), FieldPanel("registration_deadline")],
            heading="Inscription",
        ),
        FieldPanel("programme"),
        InlinePanel("speakers", heading="Avec", label="intervention"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        TagsMixin.subject_panel,
        FieldPanel("body", heading="Compte rendu"),
        FieldPanel("replay_url"),
        InlinePanel("documents", heading="Documents", label="document"),
        InlinePanel(
            "attendance",
            heading="Présences",
            label="membre",
            help_text="Combien de personnes sont venues, jamais leurs noms. Cela reste entre "
            "vous : le site ne le montre pas.",
        ),
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"

    def clean(self) -> None:
        super().clean()
        if problems := sessions.problems(self.date, self.last_day, self.starts, self.ends):
            raise ValidationError(problems)

    def listing_effective(self) -> datetime.date | None:
        return self.effective or self.date

    def listing_years(self) -> list[int]:
        if not self.date:
            return super().listing_years()
        return list(range(self.date.year, (self.last_day or self.date).year + 1))

    def listing_text(self) -> str:
        texts = [super().listing_text(), self.place]
        texts += [f"{item['title']} {item['detail']}" for item in self.programme_items()]
        texts += [text for speaker in self.speakers.all() for text in speaker.told().values()]
        texts += [line.title for line in self.documents.all()]
        return " ".join(texts)

    def listing_fields(self) -> dict[str, Any]:
        return {
            "kind": {"token": self.kind, "title": self.get_kind_display()} if self.kind else None,
            "date": iso(self.date),
            "last_day": iso(self.last_day),
            "starts": iso(self.starts),
            "ends": iso(self.ends),
            "place": self.place,
            "online_url": self.online_url,
            "registration_url": self.registration_url,
            "registration_deadline": iso(self.registration_deadline),
            "programme": [item | {"time": iso(item["time"])} for item in self.programme_items()],
            "speakers": [speaker.told() for speaker in self.speakers.all()],
            "replay_url": self.replay_url,
            "documents": [line.told() for line in self.documents.all()],
        }

    def listing_files(self) -> list[Any]:
        return [line.document for line in self.documents.all()]

    def programme_items(self) -> list[dict[str, Any]]:
        names = ("time", "title", "detail")
        return [{name: item.value[name] for name in names} for item in self.programme]
