"""What stands in ordered rows beside a programme: pillars, contacts, conventions, plans.

`words()` are what a row is searched by, `told()` what clients read.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.domain.iso import iso
from cms.listing.files import file_value
from cms.models.file_field import file_field
from cms.models.named_organisation import NamedOrganisation
from cms.models.programme import ProgrammePage
from cms.models.years import PLAUSIBLE


class ProgrammePillar(Orderable):
    """One of the parts that a programme stands on."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="pillars")
    title = models.CharField("titre", max_length=200)
    text = models.TextField("en quoi il consiste", blank=True, max_length=2000)

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "pilier"

    def __str__(self) -> str:
        return self.title

    def words(self) -> list[str]:
        return [self.title, self.text]

    def told(self) -> dict[str, Any]:
        return {"title": self.title, "text": self.text}


class ProgrammeContact(NamedOrganisation):
    """Whom to ask near one's home: an office, never a person."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="contacts")
    office = models.CharField(
        "fonction",
        max_length=200,
        help_text="« Préfet de département », « Cheffe de projet ». Jamais un nom de personne.",
    )

    panels = [FieldPanel("office"), NamedOrganisation.organisation_panel]

    class Meta(NamedOrganisation.Meta):
        verbose_name = "contact local"

    def __str__(self) -> str:
        return self.office

    def words(self) -> list[str]:
        return list(self.told().values())

    def told(self) -> dict[str, str]:
        return {"office": self.office, "organisation": self.organisation_told()}


class ProgrammeAgreement(Orderable):
    """A convention that was signed under a programme, and where it can be read."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="agreements")
    title = models.CharField("titre", max_length=200)
    signed_on = models.DateField("signée le", null=True, blank=True)
    file = file_field("fichier")
    link = models.URLField("adresse", max_length=500, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("signed_on")]),
        FieldRowPanel([FieldPanel("file"), FieldPanel("link")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "convention"

    def __str__(self) -> str:
        return self.title

    def words(self) -> list[str]:
        return [self.title]

    def told(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "signed_on": iso(self.signed_on),
            "file": file_value(self.file) if self.file_id else None,
            "link": self.link,
        }


class ProgrammePlan(Orderable):
    """A plan or contract that a programme serves, or that it prepares."""

    class Tie(models.TextChoices):
        LINKED = "linked", "En lien avec"
        PREPARES = "prepares", "Prépare"

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="plans")
    tie = models.CharField("lien", max_length=20, choices=Tie.choices, default=Tie.LINKED)
    title = models.CharField(
        "plan ou contrat",
        max_length=200,
        help_text="« Plan climat (PCAET) », « Contrat de ville ».",
    )
    start_year = models.PositiveSmallIntegerField(
        "à partir de", null=True, blank=True, validators=PLAUSIBLE
    )

    panels = [FieldRowPanel([FieldPanel("tie"), FieldPanel("title"), FieldPanel("start_year")])]

    class Meta(Orderable.Meta):
        verbose_name = "plan ou contrat lié"

    def __str__(self) -> str:
        return self.title

    def words(self) -> list[str]:
        return [self.title]

    def told(self) -> dict[str, Any]:
        return {
            "tie": {"token": self.tie, "title": self.get_tie_display()},
            "title": self.title,
            "start_year": self.start_year,
        }
