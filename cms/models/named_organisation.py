"""A body that a row names: by choosing one that the site knows, or in words."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.models.known_organisation import known_organisation, name_of


class NamedOrganisation(Orderable):
    """A row that names a body. The name of one that the site knows follows its changes."""

    organisation_name = models.CharField("organisme", max_length=200, blank=True)
    organisation = known_organisation("organisme connu du site")

    organisation_panel = FieldRowPanel(
        [FieldPanel("organisation_name"), FieldPanel("organisation")]
    )

    class Meta(Orderable.Meta):
        abstract = True

    def organisation_told(self) -> str:
        return name_of(self.organisation, self.organisation_name)
