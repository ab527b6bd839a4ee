"""Models that a site chooses for itself: users, images and documents.

They live in the composition root because Django and Wagtail take them by setting and
they cannot be exchanged later; the apps name them through `get_image_model_string()`,
`get_document_model_string()` and `AUTH_USER_MODEL` only, so a host brings its own.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class User(AbstractUser):
    """A member of staff. Subscribers of the letter are no users."""

    class Meta(AbstractUser.Meta):
        verbose_name = "utilisateur"


class CustomImage(AbstractImage):
    """A picture with what publishing it asks: credit, licence, and the people it shows."""

    class People(models.TextChoices):
        NONE = "none", "Personne de reconnaissable"
        AUTHORISED = "authorised", "Des personnes reconnaissables, autorisation reçue"
        UNKNOWN = "unknown", "Des personnes reconnaissables, autorisation à demander"

    credit = models.CharField(
        "crédit", max_length=255, blank=True, help_text="Par exemple : Transmise par Pays de Blain"
    )
    licence = models.CharField("licence", max_length=100, blank=True)
    people = models.CharField(
        "personnes", max_length=20, choices=People.choices, default=People.NONE
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence", "people")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"


class CustomRendition(AbstractRendition):
    """A resized picture."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]


class CustomDocument(AbstractDocument):
    """A file to download."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
