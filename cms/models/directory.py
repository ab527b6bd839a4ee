"""The directory: the alliance, its members, its partners, and who speaks for each."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.domain.directory import directory, names_in
from cms.models.base import BasePage
from cms.models.body import BodyMixin


class DirectoryPage(BodyMixin, BasePage):
    """One page about the bodies that work together; what it tells is kept in their own forms."""

    portal_type: ClassVar[str] = "Directory"
    type_label: ClassVar[str] = "Annuaire"
    web_template: ClassVar[str] = "directory"
    subpage_types: ClassVar[list[str]] = []

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = "annuaire"
        verbose_name_plural = "annuaires"

    def listing_text(self) -> str:
        return " ".join([super().listing_text(), *names_in(directory(self))])

    def listing_fields(self) -> dict[str, Any]:
        return directory(self)
