"""What whoever saves a page is told of it; nothing of it keeps the page from being saved."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page

from cms.admin.editing_notice import tell_hints
from cms.admin.figures_notice import tell_mismatches
from cms.admin.funding_notice import tell_funding_gap
from cms.admin.roadmap_notice import tell_numbers
from cms.admin.weight_notice import tell_weight

NOTICES = (tell_mismatches, tell_numbers, tell_funding_gap, tell_weight, tell_hints)


def tell(request: HttpRequest, page: Page) -> None:
    """Give all notices on a page.

    Not while the editor saves by itself: the warnings of every second would pile up until
    the next screen.
    """
    if request.accepts("text/html"):
        for notice in NOTICES:
            notice(request, page)
