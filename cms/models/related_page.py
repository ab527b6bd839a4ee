"""Pages that staff chose to show beside another."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from cms.listing.leads import Lead


class RelatedPage(Orderable):
    """The choice of a page. It is shown as long as the public may see that page."""

    target = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="page"
    )

    panels = [FieldPanel("target")]

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.target_id and self.target_id == self.page_id:
            raise ValidationError({"target": "Choisissez une autre page que celle-ci."})

    def told(self) -> Lead:
        return Lead(self.target_id)
