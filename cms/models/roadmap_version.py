"""Versions of a roadmap's plan: a new year's begins as a copy of the one before."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.blocks.field import BlocksField
from cms.blocks.roadmap import AxesBlock, axes_told
from cms.domain import roadmap
from cms.domain.iso import iso
from cms.models.base import BasePage
from cms.models.body import words_of
from cms.models.years import PLAUSIBLE, YearsMixin


class RoadmapVersionPage(YearsMixin, BasePage):
    """The plan as one version has it: what is to be done, by axis and orientation."""

    portal_type: ClassVar[str] = "RoadmapVersion"
    type_label: ClassVar[str] = "Plan d’action"
    web_template: ClassVar[str] = "roadmap_version"
    parent_page_types = ["passeur_cms.RoadmapPage"]
    subpage_types: ClassVar[list[str]] = []

    # Unlike elsewhere they are needed: each year is a column of the tables.
    start_year = models.PositiveSmallIntegerField("première année", validators=PLAUSIBLE)
    end_year = models.PositiveSmallIntegerField("dernière année", validators=PLAUSIBLE)
    version_year = models.PositiveSmallIntegerField(
        "version de l’année",
        null=True,
        blank=True,
        validators=PLAUSIBLE,
        help_text="L’année de la révision. Vide : la première année du plan.",
    )
    adopted_on = models.DateField(
        "adopté le",
        null=True,
        blank=True,
        help_text="De ce jour, cette version remplace les précédentes. Vide : du 1er janvier de "
        "l’année de la version.",
    )
    axes = BlocksField(AxesBlock(), blank=True, verbose_name="axes")
    effective = models.DateField(
        "date de l’action",
        null=True,
        blank=True,
        help_text="Sert à choisir le trimestre de la lettre. Vide : le jour de l’adoption.",
    )

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                YearsMixin.years_panel,
                FieldRowPanel([FieldPanel("version_year"), FieldPanel("adopted_on")]),
            ],
            heading="Quand",
        ),
        FieldPanel("axes"),
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "plan d’action"
        verbose_name_plural = "plans d’action"

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year:
            problems = roadmap.year_problems(axes_told(self.axes), self.listing_years())
            if problems:
                raise ValidationError({"axes": " ".join(problems)})

    def listing_effective(self) -> datetime.date | None:
        return self.effective or self.adopted_on

    def listing_text(self) -> str:
        return " ".join(words_of(self.axes.stream_block, self.axes.raw_data))

    def listing_fields(self) -> dict[str, Any]:
        return {
            "start_year": self.start_year,
            "end_year": self.end_year,
            "version_year": self.version_year,
            "adopted_on": iso(self.adopted_on),
            "axes": axes_told(self.axes),
        }
