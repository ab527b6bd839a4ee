"""What may reach an API client of any HTML that a body holds."""

from __future__ import annotations

from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cms.blocks.body_context import ATTRIBUTES, TAGS, BodyContext, sanitised
from cms.blocks.targets import Targets
from cms.domain.sanitise import SCHEMES
from cms.listing.origin import ORIGIN

body = BodyContext(page=None, path="/initiatives/eau", targets=Targets([], {}, {}))

addresses = st.sampled_from(
    [
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "&#x6a;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "//exemple.fr/x",
        "/\\exemple.fr",
        "https://exemple.fr/",
        "http://[",
        "/recherche?a=1&b=2",
        "mailto:a@exemple.fr",
        "#ancre",
        "x.gif",
        "",
    ]
)
pieces = st.one_of(
    st.text(max_size=5).map(lambda text: text.replace(ORIGIN, "")),
    st.builds('<a href="{}" onclick="x()">'.format, addresses),
    st.builds("<img src='{}' onerror=x()>".format, addresses),
    st.builds('<embed embedtype="image" id="{}"/>'.format, st.integers()),
    st.builds('<a linktype="page" id="{}">'.format, st.integers()),
    st.sampled_from(
        [
            *("<p class=x>", "</p>", "<b style=x>", "</b>", "</a>", "<script>", "</script>"),
            *("<style>", "</style>", "<svg><math><mtext>", "<iframe src=x>", "<!--", "-->"),
            *("<table><td>", "<template>", "<noscript>", "<title>", "<textarea>", "<ul><li>"),
            *("&lt;script&gt;", "<form action=/x><input name=y>", "]]>", '"', "'", "<"),
        ]
    ),
)


@given(st.lists(pieces, max_size=8).map("".join))
def test_html_any_source_holds_only_what_is_allowed(source):
    html = body.html(source)

    tree = BeautifulSoup(html, "html.parser")
    assert BeautifulSoup(sanitised(html), "html.parser") == tree
    for tag in tree.find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) <= ATTRIBUTES.get(tag.name, set())
        if tag.name == "a":
            href = tag["href"]
            assert urlsplit(href).scheme in SCHEMES or href.startswith((f"{ORIGIN}/", "#"))
        if tag.name == "img":
            assert tag["src"].startswith(f"{ORIGIN}/")


def test_html_nesting_without_end_keeps_words():
    deep = "<div><b>" * 3000 + '<a href="/x">fond</a>' + "</b></div>" * 3000

    assert f'<a href="{ORIGIN}/x">fond</a>' in body.html(deep)
