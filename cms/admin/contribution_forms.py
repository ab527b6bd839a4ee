"""Forms of the screens that ask members for contributions."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cms.domain.contribution_rules import WEEKS
from cms.domain.paris import day_in_paris
from cms.models.contribution import ContributionRequest
from cms.models.member_folder import MemberFolder
from cms.models.topic import Topic

LONGEST = datetime.timedelta(days=366)


def usual_deadline() -> datetime.date:
    return day_in_paris() + datetime.timedelta(weeks=WEEKS)


class DeadlineField(forms.DateField):
    """A day to come, entered with the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = day_in_paris()
        if value and value <= today:
            raise ValidationError("Choisissez un jour à venir.")
        if value and value > today + LONGEST:
            raise ValidationError("Choisissez un jour dans l’année qui vient.")


class AddresseeForm(forms.Form):
    """To whom a link goes, and until when it is answered."""

    email = forms.EmailField(label="Adresse électronique")
    office = forms.CharField(
        label="Fonction du destinataire",
        max_length=200,
        help_text="Par exemple «\u00a0Secrétariat général de la mairie de Guer\u00a0». "
        "La fonction, jamais le nom.",
    )
    message = forms.CharField(
        label="Votre message",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Quelques mots de vous, dans le courriel.",
    )
    deadline = DeadlineField(label="Réponse attendue le", initial=usual_deadline)

    def request(self, **fields: Any) -> ContributionRequest:
        """Return the request that the form describes, unsaved."""
        return ContributionRequest(**self.cleaned_data, **fields)


class InitiativeForm(AddresseeForm):
    folder = forms.ModelChoiceField(MemberFolder.objects.none(), label="Membre")
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label="Thématique", required=False, empty_label="À son choix"
    )

    field_order = ["folder", "email", "office", "topic"]

    def __init__(self, *args: Any, folders: QuerySet[MemberFolder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["folder"].queryset = folders


class ResendForm(forms.Form):
    email = forms.EmailField(label="Adresse électronique")


class ExtendForm(forms.Form):
    deadline = DeadlineField(label="Réponse attendue le")
