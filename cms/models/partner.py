"""Partners of an initiative or of a cycle."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.models.named_organisation import NamedOrganisation


class Partner(NamedOrganisation):
    """A body that took part, and how."""

    role = models.CharField(
        "rôle",
        max_length=200,
        blank=True,
        help_text="Par exemple «\u00a0Conception des séminaires\u00a0».",
    )

    panels = [NamedOrganisation.organisation_panel, FieldPanel("role")]

    class Meta(NamedOrganisation.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.organisation_told()

    def clean(self) -> None:
        super().clean()
        if not self.organisation_id and not self.organisation_name.strip():
            raise ValidationError({"organisation_name": "Nommez ce partenaire."})

    def told(self) -> dict[str, str]:
        """Return what visitors and clients are told."""
        return {"organisation": self.organisation_told(), "role": self.role}
