"""Territories, from a quartier to a région, and the link from a page to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class Territory(index.Indexed, models.Model):
    """A place of the official geography, or a quartier that a page speaks of.

    Codes are strings and unique within a level only: 53 is a département and a région.
    An EPCI is identified by its SIREN, a commune, département or région by its INSEE code.
    """

    class Level(models.TextChoices):
        REGION = "region", "région"
        DEPARTEMENT = "departement", "département"
        EPCI = "epci", "intercommunalité"
        COMMUNE = "commune", "commune"
        QUARTIER = "quartier", "quartier"

    level = models.CharField("niveau", max_length=20, choices=Level.choices)
    code = models.CharField("code", max_length=20)
    name = models.CharField("nom", max_length=200)
    official_name = models.CharField("nom officiel", max_length=200, blank=True)
    slug = models.SlugField("identifiant", max_length=200, unique=True)
    siren = models.CharField("SIREN", max_length=9, blank=True, db_index=True)
    parents = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="children",
        verbose_name="se trouve dans",
        help_text="Les territoires qui le contiennent, en tout ou partie.",
    )
    population = models.PositiveIntegerField("population", null=True, blank=True)
    population_year = models.PositiveSmallIntegerField("millésime", null=True, blank=True)
    population_source = models.CharField("source de la population", max_length=255, blank=True)
    lon = models.FloatField("longitude", null=True, blank=True)
    lat = models.FloatField("latitude", null=True, blank=True)
    outline = models.JSONField(
        "contour",
        null=True,
        blank=True,
        help_text="Coordonnées d’un MultiPolygon GeoJSON (longitude, latitude).",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("level"),
        FieldPanel("code"),
        FieldPanel("slug"),
        FieldPanel("siren"),
        FieldPanel("population"),
        FieldPanel("population_year"),
        FieldPanel("population_source"),
        FieldPanel("lon"),
        FieldPanel("lat"),
    ]
    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.FilterField("level"),
    ]

    class Meta:
        verbose_name = "territoire"
        verbose_name_plural = "territoires"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["level", "code"], name="one_territory_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_level_display()})"


class FormerCommune(models.Model):
    """A commune that has merged into today's: old files still carry its code."""

    code = models.CharField("code", max_length=5)
    name = models.CharField("nom", max_length=200)
    territory = models.ForeignKey(
        Territory, on_delete=models.CASCADE, related_name="former_communes"
    )

    class Meta:
        verbose_name = "ancienne commune"
        verbose_name_plural = "anciennes communes"
        constraints = [
            models.UniqueConstraint(fields=["code", "name"], name="one_former_commune_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class PageTerritory(Orderable):
    """A territory that a page concerns. The first one draws the page's cover."""

    page = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="page_territories"
    )
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, related_name="+", verbose_name="territoire"
    )

    panels = [FieldPanel("territory")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "territory"], name="one_territory_once_a_page")
        ]


class TerritoriesMixin:
    """A page that concerns territories.

    Where `is_always_somewhere`, a page without any lacks something.
    """

    is_always_somewhere: ClassVar[bool] = False

    @property
    def territories(self) -> list[Territory]:
        return [link.territory for link in self.page_territories.all()]

    @territories.setter
    def territories(self, territories: Iterable[Territory]) -> None:
        self.page_territories = [
            PageTerritory(territory=territory, sort_order=order)
            for order, territory in enumerate(dict.fromkeys(territories))
        ]
