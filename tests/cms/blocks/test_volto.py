"""The blocks of pages in Volto's stored form."""

from __future__ import annotations

import uuid

import pytest
from wagtail.blocks import StreamValue

from cms.blocks.body import BodyBlock
from cms.blocks.references import picture_ids
from cms.blocks.volto import volto_blocks
from cms.listing.origin import ORIGIN
from tests.cms.blocks.bodies import (
    CHILD,
    PATH,
    blocks_of,
    make_page,
    picture,
    queries_of,
    with_letter_blocks,
)
from tests.factories.images import make_image

pytestmark = pytest.mark.usefixtures("site")


def test_volto_blocks_page_without_body_has_a_title_only():
    assert blocks_of(make_page()) == []


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


def test_volto_blocks_pictures_take_one_query_whatever_their_number():
    pictures = [picture(make_image(width=32)) for _ in range(30)]

    assert [queries_of(make_page(*pictures[:number])) for number in (1, 3, 30)] == [1, 1, 1]
