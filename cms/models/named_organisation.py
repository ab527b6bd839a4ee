"""A body that a row names: by choosing one that the site knows, or in words."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class NamedOrganisation(Orderable):
    """A row that names a body. The name of one that the site knows follows its changes."""

    organisation_name = models.CharField("organisme", max_length=200, blank=True)
    organisation = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisme connu du site",
        help_text="Si vous en choisissez un, son nom remplace celui que vous avez écrit.",
    )

    organisation_panel = FieldRowPanel(
        [FieldPanel("organisation_name"), FieldPanel("organisation")]
    )

    class Meta(Orderable.Meta):
        abstract = True

    def organisation_told(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_name
