"""How a decision was made public, and where it can be read."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.domain.iso import iso
from cms.listing.files import file_value
from cms.models.file_field import file_field


class PublicityMixin(models.Model):
    """A page about an act that binds once it is sent to the prefecture and made public."""

    prefecture_code = models.CharField(
        "code de la préfecture",
        max_length=9,
        blank=True,
        validators=[
            RegexValidator(
                r"^((PREF|SGAR)\d\d[\dAB]|SPREF\d\d[\dAB]\d)$",
                "Un code de préfecture s’écrit comme « PREF029 » ou « SPREF0352 ».",
            )
        ],
    )
    sent_to_prefecture_on = models.DateField("transmise le", null=True, blank=True)
    received_by_prefecture_on = models.DateField("reçue le", null=True, blank=True)
    online_from = models.DateField("en ligne depuis le", null=True, blank=True)
    online_months = models.PositiveSmallIntegerField(
        "pendant (mois)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    file = file_field("fichier de l’acte")
    link = models.URLField("adresse de l’acte", max_length=500, blank=True)
    original_place = models.CharField(
        "où lire l’original", max_length=200, blank=True, help_text="Un service, une mairie."
    )
    original_address = models.TextField("adresse postale", blank=True, max_length=500)

    publicity_panels = [
        MultiFieldPanel(
            [
                FieldPanel("prefecture_code"),
                FieldRowPanel(
                    [FieldPanel("sent_to_prefecture_on"), FieldPanel("received_by_prefecture_on")]
                ),
                FieldRowPanel([FieldPanel("online_from"), FieldPanel("online_months")]),
            ],
            heading="Contrôle de légalité et publicité",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("file"), FieldPanel("link")]),
                FieldPanel("original_place"),
                FieldPanel("original_address"),
            ],
            heading="Où lire l’acte",
        ),
    ]

    class Meta:
        abstract = True

    def listing_files(self) -> list[Any]:
        return [self.file] if self.file_id else []

    def publicity_fields(self) -> dict[str, Any]:
        return {
            "prefecture_code": self.prefecture_code,
            "sent_to_prefecture_on": iso(self.sent_to_prefecture_on),
            "received_by_prefecture_on": iso(self.received_by_prefecture_on),
            "online_from": iso(self.online_from),
            "online_months": self.online_months,
            "file": file_value(self.file) if self.file_id else None,
            "link": self.link,
            "original_place": self.original_place,
            "original_address": self.original_address,
        }
