"""Who speaks or acts in an office."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.models.named_organisation import NamedOrganisation


class OfficeHolder(NamedOrganisation):
    """An office of a body. The person who holds it may be named, and never anybody else."""

    office = models.CharField(
        "fonction", max_length=200, help_text="«\u00a0Présidente\u00a0», «\u00a0Maire\u00a0»."
    )
    name = models.CharField(
        "nom",
        max_length=200,
        blank=True,
        help_text="Facultatif, et seulement pour une fonction publique : élue, élu, préfète, "
        "préfet. Jamais le nom d’une agente, d’un agent ou d’une habitante, d’un habitant.",
    )

    panels = [
        FieldRowPanel([FieldPanel("office"), FieldPanel("name")]),
        NamedOrganisation.organisation_panel,
    ]

    class Meta(NamedOrganisation.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.office

    def told(self) -> dict[str, str]:
        """Return what visitors and clients are told."""
        return {"office": self.office, "organisation": self.organisation_told(), "name": self.name}
