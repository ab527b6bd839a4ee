"""Decisions of councils on a programme. On screen: délibération.

Its fields are those of the French schema of open data « Délibérations », version 2.1
(https://schema.data.gouv.fr/scdl/deliberations), and what acts tell beyond it.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from cms.domain.decisions import date_problems, vote_problems
from cms.domain.iso import iso
from cms.models.amount import EuroField
from cms.models.base import BasePage
from cms.models.body import BodyMixin
from cms.models.decision_publicity import PublicityMixin
from cms.models.decision_vote import VoteMixin
from cms.models.known_organisation import known_organisation, name_of, told


class DecisionPage(VoteMixin, PublicityMixin, BodyMixin, BasePage):
    """One decision: who took it and when, the vote, the money, and how it was made public."""

    portal_type: ClassVar[str] = "Decision"
    type_label: ClassVar[str] = "Délibération"
    web_template: ClassVar[str] = "decision"
    listing_prefetch: ClassVar[tuple[str, ...]] = ("authority", "beneficiary", "file")
    parent_page_types = ["passeur_cms.ProgrammePage"]
    subpage_types: ClassVar[list[str]] = []

    authority_name = models.CharField("collectivité", max_length=200, blank=True)
    authority = known_organisation("collectivité de l’annuaire")
    siret = models.CharField(
        "SIRET de la collectivité",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", "Un SIRET compte quatorze chiffres.")],
    )
    assembly = models.CharField(
        "instance", max_length=200, blank=True, help_text="Par exemple « Conseil communautaire »."
    )
    date = models.DateField("date de la séance")
    number = models.CharField("numéro", max_length=100, blank=True)
    subject = models.TextField(
        "objet",
        blank=True,
        max_length=2000,
        help_text="Tel que l’acte l’écrit, s’il dit plus que le titre.",
    )
    rapporteur_office = models.CharField("fonction du rapporteur", max_length=200, blank=True)
    rapporteur_name = models.CharField(
        "nom du rapporteur",
        max_length=200,
        blank=True,
        help_text="Seulement s’il est élu : son nom est public pour son mandat.",
    )
    matter_code = models.CharField(
        "code de matière",
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d\.\d{1,2}$", "Un code de matière s’écrit comme « 8.4 ».")],
        help_text="De la nomenclature Actes.",
    )
    matter_name = models.CharField("matière", max_length=200, blank=True)

    amount = EuroField(
        "montant (€)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    budget_year = models.CharField(
        "au titre de l’année",
        max_length=9,
        blank=True,
        validators=[
            RegexValidator(r"^\d{4}(/\d{4})?$", "Écrivez « 2023 », ou « 2023/2024 » pour deux.")
        ],
        help_text="« 2023 », ou « 2023/2024 ».",
    )
    budget_name = models.CharField("budget", max_length=200, blank=True)
    beneficiary_name = models.CharField("bénéficiaire", max_length=200, blank=True)
    beneficiary = known_organisation("bénéficiaire de l’annuaire")

    effective = models.DateField(
        "date de l’action",
        null=True,
        blank=True,
        help_text="Sert à choisir le trimestre de la lettre. Vide : le jour de la séance.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("authority_name"), FieldPanel("authority")]),
                FieldRowPanel([FieldPanel("assembly"), FieldPanel("siret")]),
                FieldRowPanel([FieldPanel("date"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("rapporteur_office"), FieldPanel("rapporteur_name")]),
            ],
            heading="Qui décide, et quand",
        ),
        MultiFieldPanel(
            [
                FieldPanel("subject"),
                FieldRowPanel([FieldPanel("matter_code"), FieldPanel("matter_name")]),
            ],
            heading="Sur quoi",
        ),
        FieldPanel("body", heading="Texte"),
        VoteMixin.vote_panel,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("amount"), FieldPanel("budget_year")]),
                FieldPanel("budget_name"),
                FieldRowPanel([FieldPanel("beneficiary_name"), FieldPanel("beneficiary")]),
            ],
            heading="Montant",
        ),
        *PublicityMixin.publicity_panels,
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "délibération"
        verbose_name_plural = "délibérations"

    def clean(self) -> None:
        super().clean()
        sent, received = self.sent_to_prefecture_on, self.received_by_prefecture_on
        problems = vote_problems(self.vote) | date_problems(
            self.date, sent, received, self.online_from, self.online_months
        )
        if problems:
            raise ValidationError(problems)

    def listing_effective(self) -> datetime.date | None:
        return self.effective or self.date

    def listing_years(self) -> list[int]:
        return [self.date.year]

    def listing_text(self) -> str:
        words = [
            name_of(self.authority, self.authority_name),
            self.assembly,
            self.number,
            self.subject,
            self.rapporteur_office,
            self.rapporteur_name,
            self.matter_name,
            self.vote_words,
            self.budget_name,
            name_of(self.beneficiary, self.beneficiary_name),
            self.original_place,
            self.original_address,
        ]
        return " ".join([super().listing_text(), *words])

    def listing_fields(self) -> dict[str, Any]:
        return {
            "authority_name": name_of(self.authority, self.authority_name),
            "authority": told(self.authority),
            "siret": self.siret,
            "assembly": self.assembly,
            "date": iso(self.date),
            "number": self.number,
            "subject": self.subject or self.title,
            "rapporteur_office": self.rapporteur_office,
            "rapporteur_name": self.rapporteur_name,
            "matter_code": self.matter_code,
            "matter_name": self.matter_name,
            **self.vote_fields(),
            "amount": str(self.amount) if self.amount is not None else None,
            "budget_year": self.budget_year,
            "budget_name": self.budget_name,
            "beneficiary_name": name_of(self.beneficiary, self.beneficiary_name),
            "beneficiary": told(self.beneficiary),
            **self.publicity_fields(),
        }
