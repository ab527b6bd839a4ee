"""The alliance of a site and its members over time."""

from __future__ import annotations

import datetime

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Site
from wagtail.snippets.models import register_snippet


@register_snippet
class Alliance(ClusterableModel):
    """The group of authorities that a site belongs to."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="alliance")
    name = models.CharField("nom", max_length=200)
    short_name = models.CharField("sigle", max_length=20, blank=True)
    organisation = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisme qui la porte",
    )

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("organisation"),
        InlinePanel("memberships", label="membre", heading="Membres"),
        InlinePanel("partnerships", label="partenaire", heading="Partenaires"),
    ]

    class Meta:
        verbose_name = "alliance"

    def __str__(self) -> str:
        return self.name

    def members_on(self, day: datetime.date) -> list[Membership]:
        """Return the memberships in force on a day, by name."""
        return list(
            self.memberships.filter(
                models.Q(starts__isnull=True) | models.Q(starts__lte=day),
                models.Q(ends__isnull=True) | models.Q(ends__gt=day),
            )
            .select_related("organisation__territory")
            .order_by("organisation__name")
        )


class Belonging(models.Model):
    """The tie of a body to the alliance, from `starts` until the day before `ends`.

    Dated, because bodies come and go while what they did together stays.
    """

    organisation = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name="organisme",
    )
    starts = models.DateField("depuis le", null=True, blank=True)
    ends = models.DateField("jusqu’au (exclu)", null=True, blank=True)

    panels = [FieldPanel("organisation"), FieldPanel("starts"), FieldPanel("ends")]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True)
                | models.Q(starts__isnull=True)
                | models.Q(ends__gt=models.F("starts")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message="La fin doit suivre le début.",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Membership(Belonging):
    """One member's belonging."""

    alliance = ParentalKey(Alliance, on_delete=models.CASCADE, related_name="memberships")

    class Meta(Belonging.Meta):
        verbose_name = "membre"


class Partnership(Belonging):
    """A body that works with the alliance without belonging to it."""

    alliance = ParentalKey(Alliance, on_delete=models.CASCADE, related_name="partnerships")

    class Meta(Belonging.Meta):
        verbose_name = "partenaire"
