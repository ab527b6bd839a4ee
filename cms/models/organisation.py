"""Organisations: members, partners, funders, publishers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from cms.models.years import PLAUSIBLE


@register_snippet
class Organisation(index.Indexed, ClusterableModel):
    """A public or private body: what it is, how to write to it, who speaks for it."""

    name = models.CharField("nom", max_length=200)
    slug = models.SlugField("identifiant", max_length=200, unique=True)
    siren = models.CharField(
        "SIREN",
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", "Un SIREN compte neuf chiffres.")],
    )
    territory = models.ForeignKey(
        "passeur_cms.Territory",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name="territoire",
    )
    kind = models.CharField(
        "nature",
        max_length=200,
        blank=True,
        help_text="Par exemple « Syndicat mixte » ou « Centre de ressources ».",
    )
    about = models.TextField(
        "présentation",
        blank=True,
        max_length=2000,
        help_text="Quelques phrases, avec ses chiffres.",
    )
    founded_year = models.PositiveSmallIntegerField(
        "année de création", null=True, blank=True, validators=PLAUSIBLE
    )
    founded_on = models.DateField(
        "jour de création", null=True, blank=True, help_text="S’il est connu."
    )
    population = models.PositiveIntegerField(
        "population",
        null=True,
        blank=True,
        help_text="Celle qu’il donne lui-même. Vide : celle de son territoire.",
    )
    population_year = models.PositiveSmallIntegerField(
        "millésime", null=True, blank=True, validators=PLAUSIBLE
    )
    address = models.TextField("adresse postale", blank=True, max_length=300)
    email = models.EmailField(
        "courriel",
        blank=True,
        help_text="L’adresse du service, jamais celle d’une personne : elle est publique.",
    )
    website = models.URLField("site internet", blank=True)
    video_channel = models.URLField("chaîne de vidéos", blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("siren"),
        FieldPanel("territory"),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("about"),
                FieldRowPanel([FieldPanel("founded_year"), FieldPanel("founded_on")]),
                FieldRowPanel([FieldPanel("population"), FieldPanel("population_year")]),
            ],
            heading="Ce que c’est",
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("email"),
                FieldPanel("website"),
                FieldPanel("video_channel"),
            ],
            heading="Écrire et suivre",
        ),
        InlinePanel("offices", heading="Fonctions", label="fonction"),
    ]
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta:
        verbose_name = "organisme"
        verbose_name_plural = "organismes"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["siren"], condition=~models.Q(siren=""), name="one_organisation_per_siren"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        day, year = self.founded_on, self.founded_year
        if day and year and day.year != year:
            raise ValidationError({"founded_on": "Ce jour n’est pas de l’année de création."})
