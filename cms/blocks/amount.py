"""An amount in a block, typed the French way."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from cms.admin.french_decimal import FrenchDecimalField


class AmountBlock(blocks.DecimalBlock):
    """A decimal that may be left empty: a document does not always tell it."""

    def __init__(self, help_text: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field = FrenchDecimalField(
            required=False, help_text=help_text, max_digits=16, decimal_places=4
        )
