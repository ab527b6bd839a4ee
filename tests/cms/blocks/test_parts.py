"""Named parts of a text, told as the blocks that they would be of a body."""

from __future__ import annotations

import pytest

from cms.blocks.html import parts_html, plain_html
from cms.blocks.volto import volto_blocks
from cms.listing.origin import ORIGIN
from tests.cms.blocks.bodies import PATH, blocks_of, link, make_live_cycles, make_page, queries_of
from tests.factories.cms import make_cycle

pytestmark = pytest.mark.usefixtures("site")


def test_parts_stand_between_what_introduces_and_the_sections_of_the_body():
    body = ("text", "<p>Bref.</p>"), ("heading", "En plus"), ("text", "<p>Fin.</p>")
    page = make_page(*body, context="<p>Un <b>pays</b>.</p>")

    assert plain_html(page, PATH) == (
        "<p>Bref.</p><h2>Contexte</h2><p>Un <b>pays</b>.</p><h2>En plus</h2><p>Fin.</p>"
    )
    told = [block["plaintext"] for block in blocks_of(page)]
    assert told == ["Bref.", "Contexte", "Un pays.", "En plus", "Fin."]
    assert parts_html(page, PATH) == {"context": "<p>Un <b>pays</b>.</p>"}


@pytest.mark.parametrize("empty", ["", "<p></p>", '<p data-block-key="a"></p>', "<p> </p>"])
def test_part_that_says_nothing_has_no_heading(empty):
    assert plain_html(make_page(context=empty, results="<p>Oui.</p>"), PATH) == (
        "<h2>Résultats</h2><p>Oui.</p>"
    )


def test_links_of_parts_lead_to_public_pages_alone():
    public, draft = make_cycle("Habiter"), make_cycle("Inédit", publish=False)
    html = link(public, "ici")[1] + link(draft, "là")[1]

    told = parts_html(make_page(lessons=html), PATH)

    assert told == {"lessons": f'<p><a href="{ORIGIN}/cycles/habiter">ici</a></p><p>là</p>'}


def test_hostile_part_leaves_its_words():
    page = make_page(context=f'<p onclick="a()">Un<script>b()</script> mot{ORIGIN}</p>')

    assert parts_html(page, PATH) == {"context": "<p>Un mot</p>"}
    assert plain_html(page, PATH) == "<h2>Contexte</h2><p>Un mot</p>"


def test_blocks_of_parts_keep_their_ids_when_others_are_written():
    before = volto_blocks(make_page(results="<p>Un.</p>"), PATH)["blocks_layout"]["items"]
    page = make_page(("text", "<p>Libre.</p>"), context="<p>Un.</p>", results="<p>Deux.</p>")

    after = volto_blocks(page, PATH)["blocks_layout"]["items"]

    assert set(before) < set(after)
    assert len(after) == len(set(after)) == 6


def test_links_of_parts_take_the_same_queries_whatever_their_number():
    links = [link(page)[1] for page in make_live_cycles(30)]

    one, three, thirty = (
        queries_of(make_page(context="".join(links[:number]))) for number in (1, 3, 30)
    )

    assert one == three == thirty
