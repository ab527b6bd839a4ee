"""What a page shows around its body in Volto."""

from __future__ import annotations

import pytest

from cms.blocks.volto import volto_blocks
from cms.listing.origin import ORIGIN
from cms.models import InitiativeIndexPage
from tests.cms.blocks.bodies import PATH, blocks_of, make_page, urls
from tests.factories.cms import make_video, make_video_series
from tests.factories.documents import make_document
from tests.factories.images import make_image

pytestmark = pytest.mark.usefixtures("site")


def test_volto_blocks_summary_gives_a_description_block():
    assert blocks_of(make_page(summary="Deux communes.")) == [{"@type": "description"}]


def test_volto_blocks_main_picture_comes_before_the_body():
    image = make_image(credit="Pays de Blain")
    page = make_page(("heading", "Suite"), image=image, image_alt="Un lavoir")

    shown, credit, _ = blocks_of(page)

    assert (shown["@type"], shown["alt"], shown["image_field"]) == ("image", "Un lavoir", "image")
    assert credit["plaintext"] == "Pays de Blain"


def test_volto_blocks_list_page_lists_the_types_below():
    (listing,) = blocks_of(InitiativeIndexPage.objects.get(), "/initiatives")

    assert listing["@type"] == "listing"
    assert listing["querystring"] == {
        "query": [
            {
                "i": "portal_type",
                "o": "plone.app.querystring.operation.selection.any",
                "v": ["Initiative"],
            },
            {
                "i": "path",
                "o": "plone.app.querystring.operation.string.absolutePath",
                "v": "/initiatives",
            },
        ],
        "sort_on": "effective",
        "sort_order": "descending",
        "b_size": "25",
    }


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
        "https://media.exemple.fr/reunion.mp4",
    ],
)
def test_volto_blocks_video_has_a_poster_of_ours(url):
    video = make_video(video_url=url, summary="", image=make_image(), image_alt="Rue")

    assert blocks_of(video, "/videos/un") == [
        {"@type": "video", "url": url, "preview_image": f"{ORIGIN}/videos/un"}
    ]


def test_volto_blocks_video_without_picture_is_a_link_lest_volto_asks_the_provider_for_one():
    (block,) = blocks_of(make_video(video_url="https://youtu.be/dQw4w9WgXcQ", summary=""))

    assert block["plaintext"] == "Regarder la vidéo"


@pytest.mark.parametrize(
    "url",
    [
        "https://peertube.exemple.fr/w/1",
        # Volto stops with an error: it takes the number of the video for a playlist.
        "https://www.youtube.com/watch?v=a-list-9WgX",
        "https://www.youtube.com/@alliance/live",
    ],
)
def test_volto_blocks_video_that_volto_cannot_play_becomes_a_link(url):
    (block,) = blocks_of(make_video(video_url=url, summary=""))

    assert block["plaintext"] == "Regarder la vidéo"
    assert urls(block) == [url]


def test_volto_blocks_video_that_volto_cannot_play_still_shows_its_picture():
    image = make_image(credit="Pays de Blain")
    video = make_video(image=image, image_alt="Rue", summary="")

    shown, credit, link = blocks_of(video, "/videos/un")

    assert (shown["@type"], shown["alt"]) == ("image", "Rue")
    assert credit["plaintext"] == "Pays de Blain"
    assert link["plaintext"] == "Regarder la vidéo"


def test_volto_blocks_transcript_follows_the_video():
    video = make_video(transcript="Bonjour à tous.\n\nMerci <b>.", summary="")

    assert [b.get("plaintext") for b in blocks_of(video)][1:] == [
        "Transcription",
        "Bonjour à tous.",
        "Merci <b>.",
    ]


def test_volto_blocks_chapters_stand_between_the_video_and_its_transcript():
    video = make_video(chapters={"Le bourg": 0, "Le <b>hameau": 75}, transcript="Oui.", summary="")

    assert [b.get("plaintext") for b in blocks_of(video)][1:] == [
        "Chapitres",
        "0:00 Le bourg",
        "1:15 Le <b>hameau",
        "Transcription",
        "Oui.",
    ]


def test_volto_blocks_file_of_our_own_is_a_link():
    document = make_document("film.mp4")
    (block,) = blocks_of(make_video(file=document, summary=""))

    assert urls(block) == [f"{ORIGIN}{document.url}"]


def test_volto_blocks_video_without_a_place_shows_nothing():
    assert blocks_of(make_video(video_url="", summary="")) == []


def test_volto_blocks_series_lists_its_episodes_in_their_order():
    (listing,) = blocks_of(make_video_series(), "/videos/serie")

    assert listing["querystring"]["query"][0]["v"] == ["Video"]
    assert listing["querystring"]["sort_on"] == "getObjPositionInParent"
    assert listing["querystring"]["sort_order"] == "ascending"


def test_imported_page_ends_with_its_source_and_licence() -> None:
    provenance = {
        "source": "Fonds <vert>",
        "source_url": "https://data.example.org/jeu",
        "original_url": "javascript:alert(1)",
        "licence": "Licence Ouverte 2.0",
        "licence_url": "",
    }

    found = volto_blocks(make_page(), PATH, provenance=provenance)
    last = found["blocks"][found["blocks_layout"]["items"][-1]]

    assert last["@type"] == "slate"
    assert last["plaintext"] == (
        "Source\xa0: Fonds <vert> – Fiche d’origine – Licence\xa0: Licence Ouverte 2.0"
    )
    links = [c["data"]["url"] for c in last["value"][0]["children"] if c.get("type") == "link"]
    assert links == ["https://data.example.org/jeu"]
