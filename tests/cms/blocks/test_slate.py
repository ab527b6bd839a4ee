"""HTML as Slate values: the shapes of Volto's editor, and no word lost."""

from __future__ import annotations

import re
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cms.blocks.slate import INLINE, LISTS, plaintext, slate_block, slate_values

INLINE_TYPES = {*INLINE.values(), "link"}


def text(words: str) -> dict:
    return {"text": words}


@pytest.mark.parametrize(
    ("html", "values"),
    [
        ("<p>Deux communes.</p>", [{"type": "p", "children": [text("Deux communes.")]}]),
        ("Sans balise", [{"type": "p", "children": [text("Sans balise")]}]),
        (
            "<h2>Titre</h2><h3>Sous-titre</h3>",
            [
                {"type": "h2", "children": [text("Titre")]},
                {"type": "h3", "children": [text("Sous-titre")]},
            ],
        ),
        (
            "<p><b>En régie</b></p>",
            [
                {
                    "type": "p",
                    "children": [
                        text(""),
                        {"type": "strong", "children": [text("En régie")]},
                        text(""),
                    ],
                }
            ],
        ),
        (
            '<p>Voir <a href="https://exemple.fr/">le <i>site</i></a>.</p>',
            [
                {
                    "type": "p",
                    "children": [
                        text("Voir "),
                        {
                            "type": "link",
                            "children": [
                                text("le "),
                                {"type": "em", "children": [text("site")]},
                                text(""),
                            ],
                            "data": {"url": "https://exemple.fr/"},
                        },
                        text("."),
                    ],
                }
            ],
        ),
        (
            "<p>Mairie<br/>1 place de l’Église</p>",
            [{"type": "p", "children": [text("Mairie\n1 place de l’Église")]}],
        ),
        (
            "<ul><li>eau<ul><li>puits</li></ul></li><li>air</li></ul>",
            [
                {
                    "type": "ul",
                    "children": [
                        {"type": "li", "children": [text("eau")]},
                        {"type": "ul", "children": [{"type": "li", "children": [text("puits")]}]},
                        {"type": "li", "children": [text("air")]},
                    ],
                }
            ],
        ),
        (
            "<blockquote><p>Un.</p><p>Deux.</p></blockquote>",
            [{"type": "blockquote", "children": [text("Un.\nDeux.")]}],
        ),
        (
            "<div><p>a</p>b</div>",
            [{"type": "p", "children": [text("a")]}, {"type": "p", "children": [text("b")]}],
        ),
        ("<p></p><p> <b> </b><br/></p><ul><li></li></ul>", []),
        (
            "<p>12\xa0000\xa0€ &amp; plus</p>",
            [{"type": "p", "children": [text("12\xa0000\xa0€ & plus")]}],
        ),
    ],
)
def test_slate_values_html_gives_shapes_of_volto_editor(html, values):
    assert slate_values(html) == values


def test_slate_block_list_holds_words_of_its_items_apart():
    (value,) = slate_values("<ol><li>un</li><li>deux <b>trois</b></li></ol>")

    assert slate_block(value) == {
        "@type": "slate",
        "value": [value],
        "plaintext": "un deux trois",
    }


def test_slate_values_table_is_refused():
    assert slate_values("<p>a</p><table><tr><td>b</td></tr></table>") is None


def test_slate_values_nesting_without_end_keeps_words():
    deep = "<b><i>" * 3000 + "fond" + "</i></b>" * 3000
    lists = "<ul><li>a" * 1500 + "</li></ul>" * 1500

    assert "fond" in plaintext(slate_values(f"<p>{deep}</p>")[0])
    assert plaintext(slate_values(lists)[0]).replace(" ", "").replace("\n", "") == "a" * 1500


words = st.text("aé «»’&<> \n\xa0", min_size=1, max_size=8).map(lambda t: escape(t, quote=False))
inline = st.recursive(
    st.one_of(words, st.just("<br/>")),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["b", "i", "strong", "em", 'a href="https://exemple.fr/"', "a"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
inlines = st.lists(inline, max_size=4).map("".join)
lists = st.recursive(
    inlines.map(lambda inner: f"<ul><li>{inner}</li></ul>"),
    lambda inner: st.builds(
        lambda tag, before, nested, after: f"<{tag}><li>{before}{nested}{after}</li></{tag}>",
        st.sampled_from(["ul", "ol"]),
        inlines,
        inner,
        inlines,
    ),
    max_leaves=3,
)
blocks = st.one_of(
    st.builds(
        lambda tag, inner: f"<{tag}>{inner}</{tag}>",
        st.sampled_from(["p", "h2", "h3", "h4", "blockquote", "div"]),
        inlines,
    ),
    lists,
    inlines,
)
documents = st.lists(blocks, max_size=4).map("".join)


@given(documents)
def test_slate_values_any_html_keeps_every_word(html):
    """Spaces apart: they are collapsed, and blocks stand apart from each other."""
    found = "".join(plaintext(value) for value in slate_values(html))
    wanted = BeautifulSoup(html, "html.parser").get_text()

    assert re.sub(r"\s", "", found) == re.sub(r"\s", "", wanted)


@given(documents)
def test_slate_values_any_html_is_valid_slate(html):
    for value in slate_values(html):
        assert value["type"] not in INLINE_TYPES
        assert_valid(value)


def assert_valid(node: dict) -> None:
    if "text" in node:
        assert set(node) == {"text"}
        assert isinstance(node["text"], str)
        return
    children = node["children"]
    assert children
    if node["type"] in LISTS:
        assert {child["type"] for child in children} <= {"li", *LISTS}
    else:
        assert {child["type"] for child in children if "type" in child} <= INLINE_TYPES
        # An inline element stands between texts, and no two texts are neighbours.
        assert ["text" in child for child in children] == [
            place % 2 == 0 for place in range(len(children))
        ]
        assert len(children) % 2 == 1
    if node["type"] == "link":
        assert node["data"]["url"]
    for child in children:
        assert_valid(child)
