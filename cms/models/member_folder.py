"""The folder of one member in the tree of initiatives."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.base import BasePage


class MemberFolder(BasePage):
    """Holds what one member did; `alliance` holds shared work and has no organisation.

    Wagtail gives permissions by tree, so a member's contributors get their own folder.
    """

    portal_type: ClassVar[str] = "Folder"
    type_label: ClassVar[str] = "Membre"
    web_template: ClassVar[str] = "member"
    listed_types: ClassVar[tuple[str, ...]] = ("Initiative",)
    parent_page_types = ["passeur_cms.InitiativeIndexPage"]
    subpage_types = ["passeur_cms.InitiativePage"]

    organisation = models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="member_folders",
        verbose_name="membre",
    )

    content_panels = [*Page.content_panels, FieldPanel("organisation"), FieldPanel("summary")]

    class Meta:
        verbose_name = "dossier d’un membre"
        verbose_name_plural = "dossiers des membres"
