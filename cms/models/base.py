"""What all our pages share. Thin: a plugin lives beside its host's pages."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.images import get_image_model_string
from wagtail.models import Page, Revision

from cms.models.state import StateMixin
from cms.web.page import WebPage


class BasePage(StateMixin, WebPage, Page):
    """A page that the listing knows. Abstract, since add-ons break on a swapped base page.

    `portal_type` is the name of the type in Plone's vocabulary, seen by API clients.
    """

    portal_type: ClassVar[str]
    type_label: ClassVar[str]
    # Relations that the methods below follow: they are read for many pages at once.
    listing_prefetch: ClassVar[tuple[str, ...]] = ()
    # Which pages of the type are for staff alone, however live they are: no visitor, list or
    # search finds them (`cms.listing.visibility`).
    staff_only: ClassVar[models.Q | None] = None
    # What one page still wants is not wanted of its copy.
    exclude_fields_in_copy: ClassVar[list[str]] = ["reminders"]
    # The reverse accessor of Wagtail's own template, `homepage`, must stay free for it.
    page_ptr = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="%(app_label)s_%(class)s",
    )
    summary = models.TextField(
        "résumé",
        blank=True,
        max_length=500,
        help_text="Deux ou trois phrases : elles paraissent dans les listes, les recherches "
        "et la lettre.",
    )
    effective = models.DateField(
        "date de l’action",
        null=True,
        blank=True,
        help_text="Sert à choisir le trimestre de la lettre. Vide : la date de première mise "
        "en ligne.",
    )

    settings_panels = [
        *Page.settings_panels,
        InlinePanel("reminders", heading="Rappels", label="rappel"),
    ]

    class Meta:
        abstract = True

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision as Wagtail does, unless `image_rules` refuse.

        What was scheduled was looked at then: a refusal now would stop the pages after it.
        """
        from cms.domain.image_rules import check_publication

        if kwargs.get("log_action") != "wagtail.publish.scheduled":
            check_publication(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def listing_image(self) -> tuple[Any, str] | None:
        """Return the picture that stands for the page and its alternative text."""
        return None

    def listing_files(self) -> list[Any]:
        """Return the documents that the page offers: it follows them when they change."""
        return []

    def listing_places(self) -> list[Any]:
        """Return territories under which the page is found besides those that it concerns."""
        return []

    def listing_pictures(self) -> list[int]:
        """Return the ids of the images that it shows beside the main one and its body's."""
        return []

    def listing_pages(self) -> list[int]:
        """Return the ids of the pages that it leads to, other than by links of its texts."""
        return []

    def listing_position(self) -> tuple[float, float] | None:
        """Return the longitude and latitude of the page; None leaves it to its territory."""
        return None

    def listing_text(self) -> str:
        """Return the words of the page beyond title and summary, as HTML or plain text."""
        return ""

    def listing_effective(self) -> datetime.date | None:
        """Return the day that decides the page's quarter; None leaves it to the publication."""
        return self.effective

    def listing_years(self) -> list[int]:
        """Return the years under which the page is found."""
        return [self.effective.year] if self.effective else []

    def listing_fields(self) -> dict[str, Any]:
        """Return the type's own fields, for the API and for cards.

        As JSON values, and `cms.listing.leads.Lead` for pages of which only what is public
        may be told.
        """
        return {}


class PictureMixin(models.Model):
    """A page with a main picture."""

    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="image",
        help_text="Sans image, une couverture est dessinée à partir du territoire.",
    )
    image_alt = models.CharField(
        "texte de remplacement",
        max_length=255,
        blank=True,
        help_text="Ce que montre l’image, pour qui ne la voit pas.",
    )

    class Meta:
        abstract = True

    picture_panels = [FieldPanel("image"), FieldPanel("image_alt")]

    def clean(self) -> None:
        super().clean()
        if self.image_id and not self.image_alt.strip():
            raise ValidationError(
                {"image_alt": "Décrivez l’image en une phrase pour qui ne la voit pas."}
            )

    def listing_image(self) -> tuple[Any, str] | None:
        return (self.image, self.image_alt) if self.image_id else None
