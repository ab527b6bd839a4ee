"""What a video may hold, and what the listing says of it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.listing.query import Query, find
from cms.listing.row import ListingRow
from cms.listing.tracking import tracking
from cms.models import VideoCaption, VideoIndexPage, VideoPage
from tests.cms.listing.truth import assert_true
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_video, make_video_series
from tests.factories.documents import make_document

ADDRESS = "https://youtu.be/dQw4w9WgXcQ"
EITHER = "Indiquez où est la vidéo : son adresse, ou un fichier."


def add(client: Client, chapters: Any = (), captions: Any = (), **fields: Any) -> Any:
    """Send the form of a new video; return the errors of it, or else of its rows."""
    url = reverse(
        "wagtailadmin_pages:add", args=("passeur_cms", "videopage", VideoIndexPage.objects.get().pk)
    )
    rows = [{"start": start, "title": title} for start, title in chapters]
    lists = {"chapters": rows, "captions": captions}
    values = {name: inline_formset(list(lines)) for name, lines in lists.items()}
    values |= {"title": "Film", "slug": "film"}
    response = client.post(url, NO_FORMS | nested_form_data(values | fields))
    if response.status_code == 302:
        return None
    form = response.context["form"]
    formsets = [form.formsets["chapters"], form.formsets["captions"]]
    return form.errors or [dict(row.errors) for formset in formsets for row in formset.forms]


def row() -> ListingRow:
    return ListingRow.objects.get(type="Video")


def test_video_online_needs_an_address_or_a_file_and_a_draft_neither(admin, site: Site) -> None:
    assert add(admin, **{"action-publish": "1"}) == {"video_url": [EITHER]}
    assert add(admin) is None
    assert VideoPage.objects.get().live is False


def test_address_that_is_none_is_refused_in_a_sentence(admin, site: Site) -> None:
    (sentence,) = add(admin, video_url="http://www.exemple.fr/film.mp4")["video_url"]

    assert "https://" in sentence


def test_video_has_one_place_only(admin, site: Site) -> None:
    document = make_document("film.mp4")

    assert set(add(admin, video_url=ADDRESS, file=document.pk)) == {"file"}
    assert set(add(admin, file=make_document("film.avi").pk)) == {"file"}
    assert add(admin, file=document.pk) is None


def test_chapters_that_do_not_rise_are_told_beside_them(admin, site: Site) -> None:
    chapters = [("0:00", "Un"), ("1:15", "Deux"), ("0:40", "Trois"), ("9:00", "Quatre")]

    assert add(admin, chapters, video_url=ADDRESS, minutes=6) == [
        {},
        {},
        {"start": ["Ce chapitre doit commencer après celui qui le précède."]},
        {"start": ["La vidéo dure 6\u00a0min\u00a0: ce chapitre commence après la fin."]},
    ]
    assert add(admin, [("1 quart", "Un")], video_url=ADDRESS)[0].keys() == {"start"}


def test_chapters_are_written_as_minutes_and_seconds(admin, site: Site) -> None:
    chapters = [("0:00", "Un"), ("1:15", "Deux"), ("1:02:30", "Trois")]

    assert add(admin, chapters, video_url=ADDRESS, **{"action-publish": "1"}) is None

    assert row().fields["chapters"] == [
        {"start": 0, "title": "Un"},
        {"start": 75, "title": "Deux"},
        {"start": 3750, "title": "Trois"},
    ]


def test_captions_are_one_file_a_language_in_one_format(admin, site: Site) -> None:
    def caption(name: str) -> dict[str, Any]:
        return {"language": "fr", "document": make_document(name).pk}

    refused = add(admin, captions=[caption("paroles.srt")], video_url=ADDRESS)
    assert refused == [{"document": ["Choisissez un fichier WebVTT (.vtt)."]}]
    twice = add(admin, captions=[caption("a.vtt"), caption("b.vtt")], video_url=ADDRESS)
    assert twice == [{}, {"language": ["Une langue n’a qu’un fichier de sous-titres."]}]
    assert add(admin, captions=[caption("a.vtt")], video_url=ADDRESS) is None


def test_row_tells_all_of_a_video_and_finds_it_by_what_is_said(site: Site) -> None:
    film, words = make_document("film.webm"), make_document("film.vtt", b"WEBVTT")
    make_video(
        "Film",
        file=film,
        captions=(VideoCaption(language="br", document=words),),
        chapters={"Le hameau": 75},
        transcript="On se retrouve au lavoir.",
        minutes=6,
        episode=2,
    )

    fields = row().fields

    assert fields | {"file": 0, "captions": 0} == {
        "video_url": "",
        "file": 0,
        "provider": "file",
        "episode": 2,
        "minutes": 6,
        "captions": 0,
        "chapters": [{"start": 75, "title": "Le hameau"}],
        "transcript": "On se retrouve au lavoir.",
        "more_soon": [],
    }
    assert fields["file"]["content-type"] == "video/webm"
    (caption,) = fields["captions"]
    assert (caption["language"], caption["filename"]) == ("br", words.filename)
    for text in ("lavoir", "hameau"):
        assert [found.title for found in find(Query(text=text), site)] == ["Film"]


def test_row_follows_the_files_of_a_video(site: Site) -> None:
    film, words = make_document("film.webm"), make_document("film.vtt", b"WEBVTT")
    make_video(file=film, captions=(VideoCaption(language="fr", document=words),))

    with tracking():
        words.delete()
        film.file_size = 12
        film.save()

    assert (row().fields["captions"], row().fields["file"]["size"]) == ([], 12)
    assert_true()


def test_series_is_a_folder_of_its_episodes_for_clients(site: Site) -> None:
    series = make_video_series("Parler foncier")
    for number in (1, 2):
        make_video(f"Épisode {number}", series=series, video_url=ADDRESS)

    told = Client().get("/++api++/videos/parler-foncier").json()
    second = Client().get("/++api++/videos/parler-foncier/episode-2").json()

    assert (told["@type"], told["items_total"]) == ("VideoSeries", 2)
    assert [item["title"] for item in told["items"]] == ["Épisode 1", "Épisode 2"]
    assert (second["parent"]["title"], second["provider"]) == ("Parler foncier", "youtube")
    assert second["previous_item"]["title"] == "Épisode 1"
