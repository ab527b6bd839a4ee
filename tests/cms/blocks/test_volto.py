"""The blocks of pages in Volto's stored form."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import blocks as wagtail_blocks
from wagtail.blocks import StreamValue
from wagtail.models import PageViewRestriction, Site

from cms.blocks.body import BodyBlock
from cms.blocks.references import picture_ids
from cms.blocks.targets import read_targets
from cms.blocks.volto import volto_blocks
from cms.domain import authoring
from cms.listing.origin import ORIGIN
from cms.models import HomePage, InitiativeIndexPage
from tests.cms.blocks.bodies import (
    CHILD,
    PATH,
    link,
    make_document,
    make_live_cycles,
    make_page,
    picture,
    urls,
)
from tests.factories.cms import make_cycle, make_video
from tests.factories.images import make_image

pytestmark = pytest.mark.usefixtures("site")


def blocks_of(page, path=PATH):
    """Return the blocks in their order, the page's own title left out."""
    answer = volto_blocks(page, path)
    assert sorted(answer) == ["blocks", "blocks_layout"]
    assert sorted(answer["blocks_layout"]["items"]) == sorted(answer["blocks"])
    title, *others = [answer["blocks"][key] for key in answer["blocks_layout"]["items"]]
    assert title == {"@type": "title"}
    return others


def test_volto_blocks_page_without_body_has_a_title_only():
    assert blocks_of(make_page()) == []


def test_volto_blocks_summary_gives_a_description_block():
    assert blocks_of(make_page(summary="Deux communes.")) == [{"@type": "description"}]


def test_volto_blocks_each_of_our_blocks_becomes_slate():
    page = make_page(
        ("heading", "Ce que <cela> donne"),
        ("text", "<p>Un <b>réseau</b>.</p><ul><li>neuf</li></ul>"),
        ("key_figure", {"value": "1 240 m", "label": "de réseau"}),
        ("quote", {"text": "On compte.", "author": "Maire"}),
    )

    blocks = blocks_of(page)

    assert {block["@type"] for block in blocks} == {"slate"}
    assert [(block["value"][0]["type"], block["plaintext"]) for block in blocks] == [
        ("h2", "Ce que <cela> donne"),
        ("p", "Un réseau."),
        ("ul", "neuf"),
        ("p", "1 240 m de réseau"),
        ("blockquote", "On compte."),
        ("p", "—\xa0Maire"),
    ]
    assert all(len(block["value"]) == 1 for block in blocks)


def test_volto_blocks_picture_has_scales_below_the_page():
    image = make_image(credit="Pays de Blain")
    page = make_page(picture(image, caption="Le lavoir en 2024"))

    shown, caption = blocks_of(page)
    field = f"picture-{image.pk}"
    (scales,) = shown["image_scales"][field]

    assert shown | {"image_scales": None} == {
        "@type": "image",
        "url": f"{ORIGIN}{PATH}/{scales['download']}",
        "alt": "Un lavoir de pierre",
        "align": "center",
        "size": "l",
        "image_field": field,
        "image_scales": None,
    }
    assert scales["base_path"] == f"{ORIGIN}{PATH}"
    assert scales["download"].startswith(f"@@images/{field}-")
    assert scales["scales"]["preview"]["width"] == 400
    assert caption["plaintext"] == "Le lavoir en 2024 – Pays de Blain"


def test_volto_blocks_picture_whose_image_was_deleted_is_left_out():
    image = make_image()
    page = make_page(picture(image), ("heading", "Suite"))
    image.delete()

    assert [block["@type"] for block in blocks_of(page)] == ["slate"]


def test_volto_blocks_main_picture_comes_before_the_body():
    image = make_image(credit="Pays de Blain")
    page = make_page(("heading", "Suite"), image=image, image_alt="Un lavoir")

    shown, credit, _ = blocks_of(page)

    assert (shown["@type"], shown["alt"], shown["image_field"]) == ("image", "Un lavoir", "image")
    assert credit["plaintext"] == "Pays de Blain"


def test_volto_blocks_same_page_has_the_same_ids_and_its_childs_first():
    body = [("text", "<p>Un.</p><p>Deux.</p>"), ("heading", "Trois")]

    layout = volto_blocks(make_page(*body), PATH)["blocks_layout"]["items"]
    again = volto_blocks(make_page(*body), PATH)["blocks_layout"]["items"]

    assert layout == again
    assert layout[1] == CHILD
    assert layout[2] == str(uuid.uuid5(uuid.UUID(CHILD), "1"))
    assert len({uuid.UUID(key) for key in layout}) == 4


@pytest.mark.parametrize("key", [CHILD, "pas un uuid", None])
def test_volto_blocks_children_with_unusable_ids_keep_all_blocks(key):
    page = make_page()
    children = [{"type": "heading", "value": word, "id": key} for word in ("Un", "Deux")]
    page.body = StreamValue(BodyBlock(), children, is_lazy=True)

    assert [block["plaintext"] for block in blocks_of(page)] == ["Un", "Deux"]


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


def test_volto_blocks_links_lead_to_pages_documents_and_elsewhere():
    cycle, document = make_cycle("Habiter demain"), make_document()
    page = make_page(
        (
            "text",
            f'<p><a linktype="page" id="{cycle.pk}">a</a>'
            f'<a linktype="document" id="{document.pk}">b</a>'
            '<a href="https://exemple.fr/?a=1&amp;b=2">c</a><a href="mailto:a@exemple.fr">d</a>'
            '<a href="/recherche">e</a></p>',
        )
    )

    assert urls(blocks_of(page)) == [
        f"{ORIGIN}/cycles/habiter-demain",
        f"{ORIGIN}{document.url}",
        "https://exemple.fr/?a=1&b=2",
        "mailto:a@exemple.fr",
        f"{ORIGIN}/recherche",
    ]


def test_volto_blocks_link_to_the_home_page_leads_to_its_root(site):
    assert urls(blocks_of(make_page(link(site.root_page)))) == [f"{ORIGIN}/"]


def test_volto_blocks_link_to_another_site_of_ours_has_its_host(site):
    other = HomePage(title="Autre alliance", slug="autre", live=True)
    site.root_page.get_parent().add_child(instance=other)
    Site.objects.create(hostname="autre.exemple.fr", port=443, root_page=other)

    assert urls(blocks_of(make_page(link(other)))) == ["https://autre.exemple.fr/"]


def restrict(page):
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )


@pytest.mark.parametrize(
    "hide",
    [authoring.unpublish, restrict, lambda page: page.delete()],
    ids=["unpublished", "restricted", "deleted"],
)
def test_volto_blocks_link_to_a_hidden_page_leaves_its_text(hide):
    cycle = make_cycle("Habiter demain")
    page = make_page(link(cycle, "le cycle"))
    hide(cycle)

    (block,) = blocks_of(page)

    assert block["value"] == [{"type": "p", "children": [{"text": "le cycle"}]}]


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="javascript:alert(1)">mot</a></p>',
        '<p><a href="java\nscript:alert(1)">mot</a></p>',
        '<p><a href="&#106;avascript:alert(1)">mot</a></p>',
        '<p><a href="data:text/html,<script>alert(1)</script>">mot</a></p>',
        '<p><a href="//exemple.fr/">mot</a></p>',
        '<p onclick="alert(1)" style="x" class="y">mot</p><script>alert(1)</script>',
        '<p>mot<img src="x" onerror="alert(1)"></p>',
        '<p>mot</p><embed embedtype="media" url="https://exemple.fr/"/><iframe src="x"></iframe>',
        '<p><a linktype="page" id="99999999999999999999">mot</a></p>',
        '<p><a linktype="page" id="x">mot</a></p>',
        '<p><a linktype="inconnu" id="1" href="https://exemple.fr/">mot</a></p>',
        f"<p>m{ORIGIN}ot</p>",
        f'<p><a href="{ORIGIN}.exemple.fr/">mot</a></p>',
    ],
)
def test_volto_blocks_hostile_text_leaves_its_words(html):
    (block,) = blocks_of(make_page(("text", html)))

    assert block == {
        "@type": "slate",
        "value": [{"type": "p", "children": [{"text": "mot"}]}],
        "plaintext": "mot",
    }


class LetterBlock(BodyBlock):
    page = wagtail_blocks.PageChooserBlock()
    table = wagtail_blocks.RawHTMLBlock()


def with_letter_blocks(page, *children):
    stored = [{"type": kind, "value": value, "id": None} for kind, value in children]
    page.body = StreamValue(LetterBlock(), stored, is_lazy=True)
    return page


def test_volto_blocks_chosen_page_becomes_a_teaser():
    cycle = make_cycle("Habiter", summary="Se loger.", image=make_image(), image_alt="Rue")
    page = with_letter_blocks(make_page(), ("page", cycle.pk))

    (teaser,) = blocks_of(page)
    (href,) = teaser["href"]

    assert (teaser["@type"], teaser["title"], teaser["description"]) == (
        "teaser",
        "Habiter",
        "Se loger.",
    )
    assert (href["@id"], href["@type"], href["hasPreviewImage"]) == (
        f"{ORIGIN}/cycles/habiter",
        "Cycle",
        True,
    )
    assert href["image_scales"]["image"][0]["download"].startswith("@@images/image-")


def test_volto_blocks_chosen_draft_is_left_out():
    draft = make_cycle("Brouillon", publish=False)

    assert blocks_of(with_letter_blocks(make_page(), ("page", draft.pk))) == []


def test_volto_blocks_unknown_block_becomes_sanitised_html():
    html = '<table class="x"><tr><td onclick="y()">12</td></tr></table><script>z()</script>'
    page = with_letter_blocks(make_page(), ("table", html))

    assert blocks_of(page) == [
        {
            "@type": "html",
            "html": "<table><tbody><tr><td>12</td></tr></tbody></table>",
        }
    ]


def test_picture_ids_are_those_of_the_body_only():
    first, second = make_image("Un"), make_image("Deux")
    page = make_page(
        picture(second), picture(first), picture(second), image=make_image("Une"), image_alt="Une"
    )

    assert picture_ids(page) == sorted([first.pk, second.pk])


def queries_of(page):
    with CaptureQueriesContext(connection) as captured:
        volto_blocks(page, PATH)
    return len(captured)


def test_volto_blocks_pictures_take_one_query_whatever_their_number():
    pictures = [picture(make_image(width=32)) for _ in range(30)]

    assert [queries_of(make_page(*pictures[:number])) for number in (1, 3, 30)] == [1, 1, 1]


def test_volto_blocks_links_take_the_same_queries_whatever_their_number():
    links = [link(page) for page in make_live_cycles(30)]

    one, three, thirty = (queries_of(make_page(*links[:number])) for number in (1, 3, 30))

    assert one == three == thirty


def test_read_targets_many_pages_take_the_queries_of_one(django_assert_num_queries):
    pages = [make_page(link(page)) for page in make_live_cycles(10)]
    with CaptureQueriesContext(connection) as captured:
        read_targets(pages[:1])

    with django_assert_num_queries(len(captured)):
        found = read_targets(pages)
    with django_assert_num_queries(0):
        blocks = [volto_blocks(page, PATH, found) for page in pages]

    assert [urls(block) for block in blocks] == [
        [f"{ORIGIN}/cycles/cycle-{number}"] for number in range(10)
    ]


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
