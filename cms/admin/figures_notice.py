"""Telling who saves a page that a table of figures does not add up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from wagtail.models import Page

from cms.models.body import BodyMixin


def tell_mismatches(request: HttpRequest, page: Page) -> None:
    """Warn of each printed total that its lines do not make; the page is saved all the same."""
    if not isinstance(page, BodyMixin):
        return
    for block in page.body:
        if block.block_type != "figures":
            continue
        table = block.value.table
        for mismatch in table.mismatches:
            messages.warning(
                request,
                f"Tableau «\xa0{table.caption}\xa0». {mismatch} La page est enregistrée telle "
                "quelle\xa0: vérifiez les montants, ou expliquez l’écart dans la note du tableau.",
            )
