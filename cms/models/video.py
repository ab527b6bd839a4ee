"""Videos: recordings of a meeting, episodes of a series."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from cms.admin.origin_panel import OriginPanel
from cms.admin.video_form import VideoForm
from cms.domain.videos import Provider, Video, own_file, problem, read_video
from cms.listing.files import file_value
from cms.models.base import BasePage, PictureMixin
from cms.models.file_field import file_field
from cms.models.index_page import IndexPage
from cms.models.tag import TagsMixin
from cms.models.topic import TopicsMixin

FILM_EXTENSIONS = ("mp4", "webm")


class VideoIndexPage(IndexPage):
    """The list of videos."""

    type_label: ClassVar[str] = "Liste des vidéos"
    listed_types: ClassVar[tuple[str, ...]] = ("Video", "VideoSeries")
    subpage_types = ["passeur_cms.VideoPage", "passeur_cms.VideoSeriesPage"]

    class Meta:
        verbose_name = "liste des vidéos"


class VideoSeriesPage(TopicsMixin, TagsMixin, PictureMixin, BasePage):
    """A series: its episodes are the videos below it."""

    portal_type: ClassVar[str] = "VideoSeries"
    type_label: ClassVar[str] = "Série de vidéos"
    web_template: ClassVar[str] = "video_series"
    listed_types: ClassVar[tuple[str, ...]] = ("Video",)
    listed_order: ClassVar[tuple[str, str]] = ("getObjPositionInParent", "ascending")
    listing_prefetch: ClassVar[tuple[str, ...]] = ("image",)
    parent_page_types = ["passeur_cms.VideoIndexPage"]
    subpage_types = ["passeur_cms.VideoPage"]

    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Affiche"),
        TagsMixin.subject_panel,
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "série de vidéos"
        verbose_name_plural = "séries de vidéos"


class VideoPage(TopicsMixin, TagsMixin, PictureMixin, BasePage):
    """One video, behind a poster of ours: its provider is asked nothing before a click."""

    portal_type: ClassVar[str] = "Video"
    type_label: ClassVar[str] = "Vidéo"
    web_template: ClassVar[str] = "video"
    listing_prefetch: ClassVar[tuple[str, ...]] = (
        "image",
        "file",
        "captions__document",
        "chapters",
    )
    parent_page_types = ["passeur_cms.VideoIndexPage", "passeur_cms.VideoSeriesPage"]
    subpage_types: ClassVar[list[str]] = []

    video_url = models.URLField(
        "adresse de la vidéo",
        max_length=500,
        blank=True,
        help_text="Sur YouTube, une instance de PeerTube, ou l’adresse d’un fichier MP4 ou WebM. "
        "Toute autre adresse devient un lien.",
    )
    file = file_field("fichier de la vidéo", "MP4 ou WebM, à la place de l’adresse.")
    episode = models.PositiveSmallIntegerField("épisode", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("durée (minutes)", null=True, blank=True)
    transcript = models.TextField(
        "transcription", blank=True, help_text="Ce qui se dit et se voit, pour qui n’a pas le son."
    )

    base_form_class = VideoForm
    content_panels = [
        OriginPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("video_url"), FieldPanel("file")], heading="La vidéo"),
        FieldRowPanel([FieldPanel("episode"), FieldPanel("minutes")]),
        MultiFieldPanel(PictureMixin.picture_panels, heading="Affiche"),
        InlinePanel("chapters", heading="Chapitres", label="chapitre"),
        InlinePanel(
            "captions",
            heading="Sous-titres",
            label="sous-titres",
            help_text="Pour un fichier : YouTube et PeerTube ont les leurs.",
        ),
        FieldPanel("transcript"),
        TagsMixin.subject_panel,
        FieldPanel("effective"),
    ]

    class Meta:
        verbose_name = "vidéo"
        verbose_name_plural = "vidéos"

    def clean(self) -> None:
        super().clean()
        if self.video_url and self.file_id:
            raise ValidationError({"file": "Choisissez : une adresse ou un fichier, pas les deux."})
        if self.file_id and self.file.file_extension.lower() not in FILM_EXTENSIONS:
            raise ValidationError({"file": "Choisissez un fichier MP4 ou WebM."})
        if self.video_url and (sentence := problem(self.video_url)):
            raise ValidationError({"video_url": sentence})

    def video(self, hosts: Collection[str] = ()) -> Video:
        """Return where the video is; `hosts` are those whose players our pages may show."""
        if self.file_id:
            return own_file(self.file.url)
        unknown = Video(Provider.NONE, "", "", self.video_url, "")
        return read_video(self.video_url, hosts) or unknown

    def listing_files(self) -> list[Any]:
        return [*([self.file] if self.file_id else []), *(c.document for c in self.captions.all())]

    def listing_text(self) -> str:
        return " ".join([self.transcript, *(chapter.title for chapter in self.chapters.all())])

    def listing_fields(self) -> dict[str, Any]:
        return {
            "video_url": self.video_url,
            "file": file_value(self.file) if self.file_id else None,
            "provider": self.video().provider,
            "episode": self.episode,
            "minutes": self.minutes,
            "captions": [caption.told() for caption in self.captions.all()],
            "chapters": [chapter.told() for chapter in self.chapters.all()],
            "transcript": self.transcript,
        }
