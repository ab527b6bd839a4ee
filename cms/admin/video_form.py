"""The form of a video: what only all of it together can tell."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cms.admin.rows import kept_rows, refuse_twice
from cms.domain.videos import chapter_problems


class VideoForm(WagtailAdminPageForm):
    """Asks where the video is, unless for a draft, and looks at its chapters in their order."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = self.data.get("video_url") or self.data.get("file")
        if not given and not self.is_deferred_validation:
            self.add_error("video_url", "Indiquez où est la vidéo : son adresse, ou un fichier.")
        chapters = kept_rows(self.formsets["chapters"])
        starts = [int(row.cleaned_data["start"].total_seconds()) for row in chapters]
        for number, sentence in chapter_problems(starts, cleaned.get("minutes")).items():
            chapters[number].add_error("start", sentence)
        captions = self.formsets["captions"]
        refuse_twice(captions, "language", "Une langue n’a qu’un fichier de sous-titres.")
        return cleaned
