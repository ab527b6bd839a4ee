"""Telling who saves a page that its pictures are heavy together."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest
from wagtail.models import Page

from cms.domain.french_numbers import quantity
from cms.domain.image_rules import shown_images
from cms.domain.picture_weight import BUDGET, over_budget


def tell_weight(request: HttpRequest, page: Page) -> None:
    """Warn of pictures over the budget of a page; it is saved all the same."""
    found = over_budget(shown_images(page))
    if not found:
        return
    heaviest, _ = found[0]
    messages.warning(
        request,
        f"Les images de cette page pèsent {megabytes(sum(size for _, size in found))}\xa0: "
        f"au-delà de {megabytes(BUDGET)}, elle se fait attendre là où le réseau est faible. La "
        f"plus lourde est «\xa0{heaviest.title}\xa0» ({megabytes(found[0].size)}). Une image de "
        "moins, ou plus simple, l’allège.",
    )


def megabytes(size: int) -> str:
    """Write a weight in French, to the tenth: « 1,4 Mo »."""
    return quantity(Decimal(size).scaleb(-6).quantize(Decimal("0.1")), "Mo")
