"""The form of an activity report: one a year in each list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm


class ReportForm(WagtailAdminPageForm):
    """Refuses a year that has its report.

    Not the model: a copy, made to begin the next year's, has the same year until it is
    edited. The report that was there first may be saved meanwhile, as long as it keeps its year.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if year := cleaned.get("year"):
            # A draft says its year in its latest revision alone, until it is online.
            says = Q(latest_revision__content__year=year) | Q(live=True, year=year)
            others = type(self.instance).objects.child_of(self.parent_page).filter(says)
            if self.instance.pk:
                others = others.exclude(pk=self.instance.pk)
                if "year" not in self.changed_data:
                    others = others.filter(pk__lt=self.instance.pk)
            if taken := others.first():
                title = taken.get_admin_display_title()
                self.add_error(
                    "year",
                    f"«\xa0{title}\xa0» est déjà le rapport de {year}\xa0: modifiez-le, ou "
                    "choisissez une autre année.",
                )
        return cleaned
