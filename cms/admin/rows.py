"""What holds of the rows of a form together, told beside the row that breaks it.

Django tells of values given twice by the names of their columns.
"""

from __future__ import annotations

from typing import Any

from django.forms import BaseFormSet


def kept_rows(formset: BaseFormSet) -> list[Any]:
    """Return the rows to be saved, in their order; none while one of them is not sound."""
    return formset.ordered_forms if formset.is_valid() else []


def refuse_twice(formset: BaseFormSet, field: str, sentence: str) -> None:
    """Tell of each row whose value an earlier row has."""
    seen = set()
    for row in kept_rows(formset):
        value = row.cleaned_data[field]
        if value in seen:
            row.add_error(field, sentence)
        seen.add(value)
