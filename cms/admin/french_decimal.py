"""Decimals as French people type them."""

from __future__ import annotations

from typing import Any

from django import forms


class FrenchDecimalField(forms.DecimalField):
    """Takes « 1 234,50 » with any kind of space, as spreadsheets and people write it.

    Django's own refuses the comma.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"localize": True, "widget": forms.TextInput})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.removesuffix("€").split())
        return super().to_python(value)
