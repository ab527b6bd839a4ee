"""Topics: the thematic taxonomy. On screen: thématique. Never called theme (that is the look)."""

from __future__ import annotations

from django import forms
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class Topic(index.Indexed, models.Model):
    """What a page is about: habitat, mobilités, énergie…

    `colour` is the name of a hue of the charte graphique, never a colour value, so that
    each charte keeps its own contrasts.
    """

    slug = models.SlugField("identifiant", max_length=50, unique=True)
    title = models.CharField("nom", max_length=100)
    colour = models.SlugField("teinte", max_length=50, blank=True)
    icon = models.SlugField("pictogramme", max_length=50, blank=True)
    synonyms = models.TextField(
        "synonymes",
        blank=True,
        help_text="Un par ligne : une recherche avec l’un de ces mots trouve la thématique.",
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("colour"),
        FieldPanel("icon"),
        FieldPanel("synonyms"),
    ]
    search_fields = [index.AutocompleteField("title"), index.SearchField("title")]

    class Meta:
        verbose_name = "thématique"
        verbose_name_plural = "thématiques"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class TopicsMixin(models.Model):
    """A page that carries topics."""

    topics = ParentalManyToManyField(
        "passeur_cms.Topic", blank=True, verbose_name="thématiques", related_name="%(class)s_set"
    )

    topic_panels = [FieldPanel("topics", widget=forms.CheckboxSelectMultiple)]

    class Meta:
        abstract = True
