"""Videos: episodes of a series, recordings of a meeting."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.models.base import BasePage, PictureMixin
from cms.models.index_page import IndexPage
from cms.models.tag import TagsMixin
from cms.models.topic import TopicsMixin


class VideoIndexPage(IndexPage):
    """The list of videos."""

    type_label: ClassVar[str] = "Liste des vidéos"
    listed_types: ClassVar[tuple[str, ...]] = ("Video",)
    subpage_types = ["passeur_cms.VideoPage"]

    class Meta:
        verbose_name = "liste des vidéos"


class VideoPage(TopicsMixin, TagsMixin, PictureMixin, BasePage):
    """One video, behind a poster of ours: its provider is asked nothing before a click."""

    portal_type: ClassVar[str] = "Video"
    type_label: ClassVar[str] = "Vidéo"
    web_template: ClassVar[str] = "video"
    listing_prefetch: ClassVar[tuple[str, ...]] = ("image",)
    parent_page_types = ["passeur_cms.VideoIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    video_url = models.URLField("adresse de la vidéo", max_length=500)
    series = models.CharField("série", max_length=200, blank=True)
    episode = models.PositiveSmallIntegerField("épisode", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("durée (minutes)", null=True, blank=True)
    transcript = models.TextField(
        "transcription", blank=True, help_text="Ce qui se dit et se voit, pour qui n’a pas le son."
    )

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("video_url"),
        MultiFieldPanel(
            [
                FieldPanel("series"),
                FieldRowPanel([FieldPanel("episode"), FieldPanel("minutes")]),
            ],
            heading="Série",
        ),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Affiche"),
        FieldPanel("transcript"),
        MultiFieldPanel(
            [*TopicsMixin.topic_panels, FieldPanel("tags")], heading="De quoi il s’agit"
        ),
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "vidéo"
        verbose_name_plural = "vidéos"

    def listing_text(self) -> str:
        return f"{self.series} {self.transcript}"

    def listing_fields(self) -> dict[str, Any]:
        return {
            "video_url": self.video_url,
            "series": self.series,
            "episode": self.episode,
            "minutes": self.minutes,
            "transcript": self.transcript,
        }
