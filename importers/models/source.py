"""A partner's catalogue and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from pydantic import ValidationError
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.domain.lease import Leased
from importers.config import described
from importers.mapping import Mapping
from importers.sources import Kind, SourceError, kinds

if TYPE_CHECKING:
    from importers.models.run import Run


class Source(Leased):
    """A catalogue from which initiatives are pulled.

    The lease is the source's, not the run's: whoever holds it is alone to pull from it.
    """

    slug = models.SlugField("identifiant", max_length=50, unique=True)
    title = models.CharField("nom", max_length=200)
    kind = models.CharField("type de catalogue", max_length=50)
    address = models.CharField("adresse des données", max_length=1000, blank=True)
    site_url = models.URLField("page du catalogue", max_length=1000, blank=True)
    licence = models.CharField("licence", max_length=100)
    licence_url = models.URLField("texte de la licence", max_length=1000, blank=True)
    attribution = models.CharField(
        "mention de la source",
        max_length=255,
        help_text="Elle paraît sous chaque initiative qui en vient.",
    )
    options = models.JSONField("options de lecture", default=dict, blank=True)
    mapping_rules = models.JSONField("correspondance des colonnes", default=dict)
    alliance = models.ForeignKey(
        "passeur_cms.Alliance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Celle dont les membres sont retenus. Vide : la seule du site.",
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("address"),
        FieldPanel("site_url"),
        MultiFieldPanel(
            [FieldPanel("attribution"), FieldPanel("licence"), FieldPanel("licence_url")],
            heading="Droits",
        ),
        FieldPanel("alliance"),
    ]

    class Meta:
        verbose_name = "source"
        ordering = ["title"]
        permissions = [("pull_source", "Peut mettre à jour depuis une source")]

    def __str__(self) -> str:
        return self.title

    @property
    def mapping(self) -> Mapping:
        """What the columns mean; `SourceError` when the rules kept are not understood."""
        try:
            return Mapping.model_validate(self.mapping_rules)
        except ValidationError as error:
            raise SourceError(f"Correspondance des colonnes : {described(error)}") from error

    @property
    def last_run(self) -> Run | None:
        return next(iter(self.runs.all()), None)

    def get_kind(self) -> Kind:
        """Return how this catalogue is read; `SourceError` when nothing here knows how."""
        if self.kind not in kinds():
            raise SourceError(f"Le type de catalogue « {self.kind} » n’est pas installé.")
        return kinds()[self.kind]

    def get_kind_display(self) -> str:
        kind = kinds().get(self.kind)
        return kind.title if kind else f"{self.kind} (non installé)"
