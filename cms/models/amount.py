"""Amounts in euros."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from cms.admin.french_decimal import FrenchDecimalField


class EuroField(models.DecimalField):
    """A decimal whose form speaks French."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**kwargs | {"form_class": FrenchDecimalField})
