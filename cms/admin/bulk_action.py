"""What our bulk actions on pages share: which pages they leave alone, and why."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from cms.admin.known_pages import known_to


class CarefulBulkAction(PageBulkAction):
    """Wagtail's bulk action, which names each page that it leaves alone with the reason.

    Drafts that the user may not know of are not even named.
    """

    template_name = "passeur_cms/bulk/confirm.html"

    def obstacle(self, page: Page) -> str:
        """Return why a page is left alone, as the end of a sentence; empty if it is not."""
        if page.workflow_in_progress:
            return "est en relecture"
        if page.permissions_for_user(self.request.user).page_locked():
            programmed = page.approved_schedule
            return "attend sa mise en ligne programmée" if programmed else "est verrouillée"
        return ""

    def asked(self) -> Any:
        """Return the pages that were ticked, with all that is asked of each of them."""
        ids: Any = self.request.GET.getlist("id")
        if "all" in ids:
            parent = self.request.GET.get("childOf", "")
            if not parent.isdecimal() or not Page.objects.filter(pk=parent).exists():
                raise Http404
            ids = self.get_all_objects_in_listing_query(parent)
        else:
            ids = [pk for pk in ids if pk.isdecimal() and len(pk) < 19]
        pages = Page.objects.filter(known_to(self.request.user), pk__in=ids, depth__gt=1)
        pages = pages.order_by("path").specific()
        return pages.prefetch_workflow_states().annotate_approved_schedule()

    def get_actionable_objects(self) -> tuple[list[Page], dict[str, Any]]:
        found = [(page, self.obstacle(page)) for page in self.asked()]
        left = [(page, obstacle) for page, obstacle in found if obstacle]
        pages = [page for page, obstacle in found if not obstacle]
        return pages, {"items_with_no_access": [], "left": left}
