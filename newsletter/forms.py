"""Forms of the admin's screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from cms.models import Topic
from newsletter.domain import consent
from newsletter.domain.consent import Evidence
from newsletter.domain.period import Quarter
from newsletter.models import SeriesPage, Subscription

QUARTERS_BACK = 16


def quarters() -> list[tuple[str, str]]:
    """Return the next quarter and those before it, as choices."""
    quarter = Quarter.of(timezone.now()).next()
    found = []
    for _ in range(QUARTERS_BACK + 2):
        found.append((str(quarter), quarter.label))
        quarter = quarter.previous()
    return found


class AssembleForm(forms.Form):
    series = forms.ModelChoiceField(SeriesPage.objects.none(), label="Lettre", empty_label=None)
    topic = forms.ModelChoiceField(Topic.objects.all(), label="Thématique")
    period = forms.TypedChoiceField(label="Trimestre", choices=quarters, coerce=Quarter.parse)

    def __init__(self, *args: Any, series: QuerySet[SeriesPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = series
        self.fields["period"].initial = str(Quarter.of(timezone.now()))


class SubscriptionForm(WagtailAdminModelForm):
    """Subscribe an address by hand, with the proof that the ledger keeps."""

    email = forms.EmailField(label="Adresse électronique")
    wording = forms.CharField(
        label="Texte accepté",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pour un consentement : les mots exacts que la personne a lus et acceptés. "
        "C’est la preuve, elle ne pourra plus être ajoutée.",
    )
    source = forms.CharField(
        label="Où et comment",
        required=False,
        max_length=500,
        help_text="Par exemple : bulletin signé à la rencontre de Redon, le 4 mars.",
    )

    class Meta:
        model = Subscription
        fields = ["series", "basis", "office", "office_starts", "office_ends"]

    field_order = ["email", "series", "basis", "wording", "source"]

    def clean_email(self) -> str:
        return consent.normal_address(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("basis") == Subscription.Basis.CONSENT and not values["wording"].strip():
            self.add_error("wording", "Recopiez le texte que la personne a accepté.")
        already = Subscription.objects.filter(
            subscriber__email=values.get("email"),
            series=values.get("series"),
            state=Subscription.State.ACTIVE,
        )
        if already.exists():
            raise ValidationError("Cette adresse reçoit déjà cette lettre.")
        return values

    def save(self, commit: bool = True) -> Subscription:
        values = self.cleaned_data
        user = str(self.for_user) if self.for_user else ""
        evidence = Evidence(
            wording=values["wording"],
            method="inscription par un agent",
            source=values["source"],
            recorded_by=user,
        )
        names = ("office", "office_starts", "office_ends")
        self.instance = consent.subscribe(
            values["series"],
            values["email"],
            evidence,
            basis=values["basis"],
            **{name: values[name] for name in names},
        )
        return self.instance


class OfficeForm(WagtailAdminModelForm):
    """Change the dates of an office; basis and address stay what was proven."""

    class Meta:
        model = Subscription
        fields = ["office", "office_starts", "office_ends"]
