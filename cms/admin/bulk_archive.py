"""Bulk action: archive pages, which Wagtail calls to unpublish them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from wagtail.admin.views.pages.bulk_actions import UnpublishBulkAction
from wagtail.models import Page

from cms.admin.bulk_action import CarefulBulkAction


class ArchiveForm(forms.Form):
    include_descendants = forms.BooleanField(
        label="Archiver aussi les pages en dessous", required=False
    )


class ArchiveBulkAction(CarefulBulkAction, UnpublishBulkAction):
    """Wagtail's own action under our name for it, in its place among the buttons."""

    display_name = "Archiver"
    aria_label = "Archiver les pages choisies"
    template_name = "passeur_cms/bulk/confirm.html"
    form_class = ArchiveForm

    def obstacle(self, page: Page) -> str:
        if not page.live:
            return "n’est pas en ligne"
        if not page.permissions_for_user(self.request.user).can_publish():
            return "reste en ligne\xa0: vous n’avez pas l’autorisation de l’archiver"
        return super().obstacle(page)

    def asked(self) -> Any:
        below = Page.objects.live().filter(
            path__startswith=OuterRef("path"), depth__gt=OuterRef("depth")
        )
        return super().asked().annotate(has_live_below=Exists(below))

    def object_context(self, page: Page) -> dict[str, Any]:
        """Return what is shown of a page; Wagtail counts below each, with a query a page."""
        return {"item": page, "live_descendant_count": int(page.has_live_below)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"archives": True}

    def get_success_message(self, count: int, below: int) -> str | None:
        count += below
        if not count:
            return None
        return "1\xa0page est archivée." if count == 1 else f"{count}\xa0pages sont archivées."
