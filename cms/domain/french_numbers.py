"""Numbers as French people read them.

In French whatever language the admin speaks to the person who saves: what is written here
is kept with the page.
"""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils import numberformat

EURO = "€"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def number(amount: Decimal, unit: str = "") -> str:
    """Write a number, decimals only where there are some; cents go by two."""
    amount = amount.normalize()
    decimals = max(0, -int(amount.as_tuple().exponent))
    if unit == EURO and decimals:
        decimals = max(2, decimals)
    written = numberformat.format(
        amount, ",", decimals, grouping=3, thousand_sep="\xa0", force_grouping=True
    )
    return written.replace("-", "−")


def quantity(amount: Decimal, unit: str) -> str:
    """Write a number with its unit.

    People type a unit that is a word in the plural, which French keeps for two and more:
    below, the number stands alone.
    """
    if not unit or (abs(amount) < 2 and unit.endswith("s")):
        return number(amount, unit)
    return f"{number(amount, unit)}\xa0{unit}"


def euros(amount: Decimal) -> str:
    return quantity(amount, EURO)


def read_number(text: str) -> Decimal | None:
    """Return the number that a text is, « 1 234,5 » or 1234.5; None where it is words."""
    bare = "".join(text.split()).replace(",", ".").replace("−", "-")
    return Decimal(bare) if NUMBER.fullmatch(bare) else None
