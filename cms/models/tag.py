"""Free tags of pages, beside the topics that the alliance has agreed on."""

from __future__ import annotations

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase


class PageTag(TaggedItemBase):
    """A tag on a page. One table for all types, so that a tag finds any of them."""

    content_object = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="page_tags"
    )


class TagsMixin(models.Model):
    """A page that carries tags."""

    tags = ClusterTaggableManager(
        through="passeur_cms.PageTag", blank=True, verbose_name="mots-clés"
    )

    class Meta:
        abstract = True
