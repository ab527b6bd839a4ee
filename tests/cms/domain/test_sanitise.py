from __future__ import annotations

import json
import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.domain.sanitise import BLOCKS, rich_text, text_of

ALLOWED = {"h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em", "br"}

ATTACKS = [
    "<script>alert(1)</script>texte",
    "<style>p{color:red}</style>texte",
    "<iframe src='https://exemple.fr'></iframe>texte",
    "<img src=x onerror=alert(1)>texte",
    "<p onclick='alert(1)' style='color:red' class='x' id='y'>texte</p>",
    "<a href='javascript:alert(1)'>texte</a>",
    "<a href='JaVa\tScRiPt:alert(1)'>texte</a>",
    "<a href='&#106;avascript:alert(1)'>texte</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>texte</a>",
    "<a href='vbscript:x'>texte</a>",
    "<svg><script>alert(1)</script></svg>texte",
    "texte<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></table></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>texte",
    "<template><script>alert(1)</script></template>texte",
    "<form action='https://exemple.fr'><input value='x'><button>texte</button></form>",
    "<object data='x'></object><embed src='x'>texte",
    "<<script>alert(1)</script>texte",
    "texte<!-- <script>alert(1)</script> -->",
]


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def assert_clean(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag in ALLOWED
        assert set(attributes) <= ({"href"} if tag == "a" else set())
        if tag == "a":
            assert re.match(r"(https?|mailto|tel):", attributes["href"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_rich_text_attack_leaves_only_the_words(attack):
    cleaned = rich_text(attack)
    assert_clean(cleaned)
    assert "alert" not in cleaned.replace("&lt;script&gt;alert", "")
    assert "texte" in cleaned


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("   <p> </p><div></div>", ""),
        ("Bonjour", "<p>Bonjour</p>"),
        ("un<p>deux</p>trois", "<p>un</p><p>deux</p><p>trois</p>"),
        ("<div>un</div><div>deux</div>", "<p>un</p><p>deux</p>"),
        ("<div><div><p>un</p></div> deux</div>", "<p>un</p><p>deux</p>"),
        ("<b>gras</b> et <i>italique</i>", "<p><strong>gras</strong> et <em>italique</em></p>"),
        ("<b><p>un</p><p>deux</p></b>", "<p>un</p><p>deux</p>"),
        ("<p>a\n   b<br>c<br></p>", "<p>a b<br>c</p>"),
        ("<h1>A</h1><h2>B</h2>", "<h2>A</h2><h3>B</h3>"),
        ("<h5>A</h5>x<h6>B</h6>", "<h2>A</h2><p>x</p><h3>B</h3>"),
        (
            "<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4>",
            "<h2>1</h2><h3>2</h3><h4>3</h4><h4>4</h4>",
        ),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "<ul><li>a</li><li>b<br>c</li></ul>"),
        (
            "<ul><li>a<ol><li>b</li></ol></li></ul>",
            "<ul><li>a<ol><li>b</li></ol></li></ul>",
        ),
        ("<ul>a<ul><li>b</li></ul></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p><p>b</p>"),
        ("l&rsquo;eau &amp; l&#39;air", "<p>l’eau &amp; l'air</p>"),
        ("1&nbsp;000&nbsp;€", "<p>1\xa0000\xa0€</p>"),
        ("&amp;rsquo;", "<p>&amp;rsquo;</p>"),
        ("2 < 3", "<p>2 &lt; 3</p>"),
        (
            "<a href='https://exemple.fr/?a=1&b=2' target=_blank>lien</a>",
            '<p><a href="https://exemple.fr/?a=1&amp;b=2">lien</a></p>',
        ),
        ("<a href='mailto:a@exemple.fr'>m</a>", '<p><a href="mailto:a@exemple.fr">m</a></p>'),
        ("<a href='tel:+33123456789'>t</a>", '<p><a href="tel:+33123456789">t</a></p>'),
        ("<a href='/page'>relatif</a>", "<p>relatif</p>"),
        ("<a href='https://exemple.fr'> </a>", ""),
    ],
)
def test_rich_text_becomes_what_wagtail_knows(html, expected):
    assert rich_text(html) == expected


def test_rich_text_relative_link_is_completed():
    cleaned = rich_text("<a href='../b'>lien</a>", base_url="https://exemple.fr/a/c")
    assert cleaned == '<p><a href="https://exemple.fr/b">lien</a></p>'


TAGS = st.sampled_from(
    [*sorted(BLOCKS), "b", "em", "a", "br", "script", "svg", "style", "span", "template", "math"]
)
PIECES = st.one_of(
    st.text("a b\n\xa0<>&;'\"é", max_size=6),
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        ["<a href='https://e.fr/?a&b'>", "<a href='javascript:x'>", "&amp;lt;", "<!--"]
    ),
)


@given(st.lists(PIECES, max_size=14).map("".join))
@example("<h2><ul><li>a</ul>b</h2>")
@example("<b> <i></i></b>a")
@example("<a href='https://e.fr/?a&b'><table><a href='https://e.fr/?a&b'>;")
def test_rich_text_is_clean_and_idempotent(html):
    once = rich_text(html)
    assert_clean(once)
    assert rich_text(once) == once


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_text_of_escaped_text_keeps_its_words(text):
    assert text_of(escape(text)).split() == text.split()


def test_text_of_has_one_line_a_block():
    html = "<h1>Titre</h1><p>Un<br>deux</p><ul><li>a<ul><li>b</li></ul></li></ul>l&rsquo;eau"
    assert text_of(html) == "Titre\nUn\ndeux\n- a\n- b\nl’eau"


@pytest.mark.parametrize(
    "name", ["ademe_agir", "departement_drome", "ministere_de_la_culture", "welcom_europe"]
)
def test_rich_text_of_partners_descriptions_is_clean_and_keeps_words(data, name):
    content = json.loads((data / "aides-territoires" / f"{name}_data.json").read_text())
    texts = [text for text in _strings(content) if "<" in text and "</" in text]
    assert texts
    for text in texts:
        cleaned = rich_text(text)
        assert_clean(cleaned)
        assert rich_text(cleaned) == cleaned
        assert "&rsquo;" not in cleaned
        assert text_of(text)


def _strings(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _strings(child)
