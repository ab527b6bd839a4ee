"""Free tags of pages, beside the topics that the alliance has agreed on."""

from __future__ import annotations

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.models.topic import TopicsMixin


class PageTag(TaggedItemBase):
    """A tag on a page. One table for all types, so that a tag finds any of them."""

    content_object = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="page_tags"
    )


class TagsMixin(models.Model):
    """A page that carries tags, beside its topics."""

    tags = ClusterTaggableManager(
        through="passeur_cms.PageTag", blank=True, verbose_name="mots-clés"
    )

    subject_panel = MultiFieldPanel(
        [*TopicsMixin.topic_panels, FieldPanel("tags")], heading="De quoi il s’agit"
    )

    class Meta:
        abstract = True
