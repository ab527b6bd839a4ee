"""Programmes: what the State or a network offers to territories. On screen: dispositif."""

from __future__ import annotations

from typing import Any, ClassVar

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
from cms.domain.lines import lines_of
from cms.models.base import BasePage, PictureMixin
from cms.models.body import BodyMixin
from cms.models.index_page import IndexPage
from cms.models.known_organisation import known_organisation, name_of, told
from cms.models.tag import TagsMixin
from cms.models.territory import TerritoriesMixin, Territory
from cms.models.topic import TopicsMixin
from cms.models.years import YearsMixin


class ProgrammeIndexPage(IndexPage):
    """The list of programmes."""

    type_label: ClassVar[str] = "Liste des dispositifs"
    listed_types: ClassVar[tuple[str, ...]] = ("Programme",)
    subpage_types = ["passeur_cms.ProgrammePage"]

    class Meta:
        verbose_name = "liste des dispositifs"


class ProgrammePage(
    YearsMixin, TerritoriesMixin, TopicsMixin, TagsMixin, PictureMixin, BodyMixin, BasePage
):
    """One programme: what it aims at, who runs and pays for it, and where. Holds decisions."""

    portal_type: ClassVar[str] = "Programme"
    type_label: ClassVar[str] = "Dispositif"
    web_template: ClassVar[str] = "programme"
    listing_prefetch: ClassVar[tuple[str, ...]] = (
        "image",
        "animator",
        "pillars",
        "contacts__organisation",
        "payments",
        "beneficiary_territories__territory",
        "agreements__file",
        "plans",
    )
    parent_page_types = ["passeur_cms.ProgrammeIndexPage"]
    subpage_types = ["passeur_cms.DecisionPage"]

    aims = models.TextField("objectifs", blank=True, max_length=3000, help_text="Un par ligne.")
    activities = models.TextField(
        "formes qu’il prend",
        blank=True,
        max_length=3000,
        help_text="Une par ligne : « une rencontre régionale », « des visites ».",
    )
    animator_name = models.CharField("organisme qui l’anime", max_length=200, blank=True)
    animator = known_organisation("organisme de l’annuaire qui l’anime")
    beneficiaries = models.TextField(
        "à qui il s’adresse",
        blank=True,
        max_length=1000,
        help_text="Les conditions à remplir, en une phrase ou deux.",
    )

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("aims"), FieldPanel("activities"), FieldPanel("beneficiaries")],
            heading="Ce que c’est",
        ),
        InlinePanel("pillars", heading="Piliers", label="pilier"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("animator_name"), FieldPanel("animator")])],
            heading="Qui l’anime",
        ),
        InlinePanel("contacts", heading="Contacts locaux, par fonction", label="contact"),
        InlinePanel("payments", heading="Financeurs et versements", label="financeur"),
        InlinePanel(
            "beneficiary_territories", heading="Territoires bénéficiaires", label="bénéficiaire"
        ),
        MultipleChooserPanel(
            "page_territories",
            chooser_field_name="territory",
            heading="Où",
            label="territoire",
        ),
        InlinePanel("agreements", heading="Conventions", label="convention"),
        InlinePanel("plans", heading="Plans et contrats liés", label="plan ou contrat"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Image"),
        TagsMixin.subject_panel,
        MultiFieldPanel([FieldPanel("effective"), YearsMixin.years_panel], heading="Quand"),
    ]

    class Meta:
        verbose_name = "dispositif"
        verbose_name_plural = "dispositifs"

    def listing_places(self) -> list[Territory]:
        return [row.territory for row in self.beneficiary_territories.all() if row.territory]

    def listing_files(self) -> list[Any]:
        return [row.file for row in self.agreements.all() if row.file_id]

    def listing_text(self) -> str:
        rows = (
            *self.pillars.all(),
            *self.contacts.all(),
            *self.payments.all(),
            *self.beneficiary_territories.all(),
            *self.agreements.all(),
            *self.plans.all(),
        )
        words = [self.aims, self.activities, self.beneficiaries, self.animator_text]
        words += [text for row in rows for text in row.words()]
        return " ".join([super().listing_text(), *words])

    def listing_fields(self) -> dict[str, Any]:
        return {
            "start_year": self.start_year,
            "end_year": self.end_year,
            "aims": lines_of(self.aims),
            "activities": lines_of(self.activities),
            "beneficiaries": self.beneficiaries,
            "animator_name": name_of(self.animator, self.animator_name),
            "animator": told(self.animator),
            "pillars": [row.told() for row in self.pillars.all()],
            "contacts": [row.told() for row in self.contacts.all()],
            "payments": [row.told() for row in self.payments.all()],
            "beneficiary_territories": [row.told() for row in self.beneficiary_territories.all()],
            "agreements": [row.told() for row in self.agreements.all()],
            "plans": [row.told() for row in self.plans.all()],
        }

    @property
    def animator_text(self) -> str:
        """Return who runs the programme and, of a body of the directory, what it is."""
        name = name_of(self.animator, self.animator_name)
        kind = self.animator.kind if self.animator else ""
        return f"{name} ({kind})" if kind else name
