"""What a programme brings, and to whom: payments and beneficiary territories, in ordered rows.

As in `programme_rows`, `words()` are what a row is searched by, `told()` what clients read.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.domain.iso import iso
from cms.models.amount import EuroField
from cms.models.programme import ProgrammePage
from cms.models.years import PLAUSIBLE


class ProgrammePayment(Orderable):
    """Who pays whom, for what. A funder alone is told before any payment is known."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="payments")
    funder = models.CharField(
        "financeur",
        max_length=200,
        help_text="Une ligne par versement. Sans versement connu, le financeur seul.",
    )
    recipient = models.CharField("à qui", max_length=200, blank=True)
    purpose = models.CharField("pour quoi", max_length=300, blank=True)
    amount = EuroField(
        "montant (€)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="Vide s’il n’est pas connu.",
    )
    year = models.PositiveSmallIntegerField(
        "au titre de l’année", null=True, blank=True, validators=PLAUSIBLE
    )
    paid_on = models.DateField("versé le", null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("funder"), FieldPanel("recipient")]),
        FieldPanel("purpose"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("year"), FieldPanel("paid_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "versement"

    def __str__(self) -> str:
        return self.funder

    @property
    def is_payment(self) -> bool:
        """Tell whether more is known than who pays."""
        known = (self.recipient, self.purpose, self.amount is not None, self.year, self.paid_on)
        return any(known)

    def words(self) -> list[str]:
        return [self.funder, self.recipient, self.purpose]

    def told(self) -> dict[str, Any]:
        return {
            "funder": self.funder,
            "recipient": self.recipient,
            "purpose": self.purpose,
            "amount": str(self.amount) if self.amount is not None else None,
            "year": self.year,
            "paid_on": iso(self.paid_on),
        }


class ProgrammeTerritory(Orderable):
    """A territory that benefits, from `starts` until the day before `ends`.

    Known to the site, or named only: quartiers and towns beyond the alliance benefit too.
    """

    page = ParentalKey(
        ProgrammePage, on_delete=models.CASCADE, related_name="beneficiary_territories"
    )
    territory = models.ForeignKey(
        "passeur_cms.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="territoire",
    )
    name = models.CharField(
        "nom, s’il n’est pas dans la liste",
        max_length=200,
        blank=True,
        help_text="Un quartier, ou une commune hors de l’alliance.",
    )
    starts = models.DateField("depuis le", null=True, blank=True)
    ends = models.DateField("jusqu’au (exclu)", null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("territory"), FieldPanel("name")]),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "territoire bénéficiaire"

    def __str__(self) -> str:
        return self.territory.name if self.territory else self.name

    def clean(self) -> None:
        super().clean()
        if bool(self.territory_id) == bool(self.name.strip()):
            raise ValidationError(
                {"name": "Choisissez un territoire de la liste, ou écrivez son nom : un des deux."}
            )
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": "La fin doit suivre le début."})

    def words(self) -> list[str]:
        return [str(self)]

    def told(self) -> dict[str, Any]:
        return {
            "name": str(self),
            "territory": self.territory.slug if self.territory else None,
            "starts": iso(self.starts),
            "ends": iso(self.ends),
        }
