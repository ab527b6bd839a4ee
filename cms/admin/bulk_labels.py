"""Bulk actions: topics and territories of many pages at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin import messages
from wagtail.models import Page

from cms.admin.bulk_action import CarefulBulkAction
from cms.domain.labelling import Outcome, relabel
from cms.models.territory import Territory
from cms.models.topic import Topic

SENTENCES = {
    Outcome.ONLINE: (
        "1\xa0page en ligne est à jour.",
        "{}\xa0pages en ligne sont à jour.",
    ),
    Outcome.DRAFT: (
        "1\xa0brouillon est à jour.",
        "{}\xa0brouillons sont à jour.",
    ),
    Outcome.WAITS: (
        "1\xa0page reste en ligne telle quelle\xa0: son changement attend en brouillon.",
        "{}\xa0pages restent en ligne telles quelles\xa0: leurs changements attendent en "
        "brouillon.",
    ),
    Outcome.UNCHANGED: (
        "1\xa0page ne change pas.",
        "{}\xa0pages ne changent pas.",
    ),
}


def report(outcomes: Counter[Outcome]) -> str:
    """Say how many pages are online with their change, and how many wait."""
    told = [(outcomes[outcome], sentences) for outcome, sentences in SENTENCES.items()]
    return " ".join(
        one if count == 1 else many.format(count) for count, (one, many) in told if count
    )


class LevelsWidget(forms.CheckboxSelectMultiple):
    """Check boxes by level, each level folded: an alliance has hundreds of communes."""

    template_name = "passeur_cms/bulk/levels.html"


class LabelsForm(forms.Form):
    """What to give or to take. The pages keep whatever else they have."""

    how = forms.ChoiceField(
        label="Que faire",
        choices=[("add", "Ajouter à ce que les pages ont déjà"), ("remove", "Retirer des pages")],
        initial="add",
        widget=forms.RadioSelect,
    )


class TopicsForm(LabelsForm):
    chosen = forms.ModelMultipleChoiceField(
        label="Thématiques",
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une thématique."},
    )


class TerritoriesForm(LabelsForm):
    chosen = forms.ModelMultipleChoiceField(
        label="Territoires",
        queryset=Territory.objects.all(),
        widget=LevelsWidget,
        error_messages={"required": "Choisissez au moins un territoire."},
        help_text="Le premier territoire d’une page dessine sa couverture\xa0: ceux que vous "
        "ajoutez viennent après.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = by_level(Territory.objects.defer("outline"))


def by_level(territories: Iterable[Territory]) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {level: [] for level in Territory.Level.values}
    for territory in territories:
        groups[territory.level].append((territory.pk, territory.name))
    labels = dict(Territory.Level.choices)
    return [(labels[level].capitalize(), group) for level, group in groups.items() if group]


class LabelsBulkAction(CarefulBulkAction):
    """Adds or removes, one revision a page; a page that has it already is not written."""

    field: ClassVar[str]

    def obstacle(self, page: Page) -> str:
        if not page.permissions_for_user(self.request.user).can_edit():
            return "reste telle quelle\xa0: vous n’avez pas l’autorisation de la modifier"
        if page.alias_of_id:
            return "est l’alias d’une autre page"
        if not hasattr(type(page), self.field):
            return f"n’a pas de {self.display_name.lower()}"
        return super().obstacle(page)

    def execute_action(self, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        remove = self.cleaned_form.cleaned_data["how"] == "remove"
        chosen = list(self.cleaned_form.cleaned_data["chosen"])
        self.outcomes: Counter[Outcome] = Counter()
        for page in objects:
            try:
                outcome = relabel(page, self.field, chosen, remove=remove, user=self.request.user)
            except ValidationError as error:
                told = f"«\xa0{page.get_admin_display_title()}\xa0» ne change pas\xa0: "
                messages.warning(self.request, told + " ".join(error.messages))
            else:
                self.outcomes[outcome] += 1
        return len(objects), 0

    def get_success_message(self, *counts: int) -> str | None:
        return report(self.outcomes) or None


class TopicsBulkAction(LabelsBulkAction):
    display_name = "Thématiques"
    action_type = "topics"
    aria_label = "Ajouter ou retirer des thématiques"
    action_priority = 60
    form_class = TopicsForm
    field = "topics"


class TerritoriesBulkAction(LabelsBulkAction):
    display_name = "Territoires"
    action_type = "territories"
    aria_label = "Ajouter ou retirer des territoires"
    action_priority = 61
    form_class = TerritoriesForm
    field = "territories"
