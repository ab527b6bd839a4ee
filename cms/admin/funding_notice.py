"""Telling who saves an initiative that its fundings do not make its cost."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from wagtail.models import Page

from cms.domain.figures import difference
from cms.domain.french_numbers import euros
from cms.models.initiative import InitiativePage


def tell_funding_gap(request: HttpRequest, page: Page) -> None:
    """Warn of fundings that come to more or less than the cost; the page is saved all the same."""
    if not isinstance(page, InitiativePage):
        return
    gap = difference(page.funding_total, page.total_cost)
    if not gap:
        return
    messages.warning(
        request,
        f"La somme des financements est de {euros(page.funding_total)}, soit {euros(abs(gap))} "
        f"de {'plus' if gap > 0 else 'moins'} que le coût total, {euros(page.total_cost)}. La "
        "page est enregistrée telle quelle\xa0: vérifiez les montants, ou ajoutez ce qui manque.",
    )
