"""The extension point for blocks, as its documentation shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from wagtail.blocks import StreamValue

from cms.blocks.body import BodyBlock
from cms.blocks.html import plain_html
from cms.blocks.registry import CONVERSIONS, register_block
from cms.blocks.volto import volto_blocks
from cms.listing.origin import ORIGIN
from tests.cms.blocks.bodies import PATH, make_page
from tests.factories.cms import make_cycle

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "extending.md"

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def example():
    """Run the worked example as written, and forget it afterwards."""
    section = DOCUMENTATION.read_text().split("\n## A block\n")[1].split("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    before = dict(CONVERSIONS)
    names: dict = {"__name__": "example"}
    exec(code, names)  # noqa: S102 -- our own documentation
    yield names
    CONVERSIONS.clear()
    CONVERSIONS.update(before)


def page_with_office(example):
    page, cycle = make_page(), make_cycle("Habiter")
    hours = f'<p>Le lundi, voir <a linktype="page" id="{cycle.pk}">le cycle</a></p>'
    office = {"type": "office", "value": {"place": "Mairie <1>", "hours": hours}}
    page.body = StreamValue(example["TownBodyBlock"](), [office], is_lazy=True)
    return page


def blocks_of(page):
    answer = volto_blocks(page, PATH)
    return [answer["blocks"][key] for key in answer["blocks_layout"]["items"][1:]]


def test_register_block_example_of_the_documentation_gives_its_own_volto_block(example):
    assert blocks_of(page_with_office(example)) == [
        {
            "@type": "office",
            "place": "Mairie <1>",
            "hours": f'<p>Le lundi, voir <a href="{ORIGIN}/cycles/habiter">le cycle</a></p>',
        }
    ]


def test_register_block_example_of_the_documentation_gives_plain_html(example):
    assert plain_html(page_with_office(example), PATH) == (
        "<h3>Mairie &lt;1&gt;</h3>"
        f'<p>Le lundi, voir <a href="{ORIGIN}/cycles/habiter">le cycle</a></p>'
    )


def test_every_block_of_a_body_is_written_for_clients():
    assert set(BodyBlock().child_blocks) <= set(CONVERSIONS)


def test_register_block_without_volto_gives_text_blocks(example):
    register_block("office", example["office_html"])

    assert [block["plaintext"] for block in blocks_of(page_with_office(example))] == [
        "Mairie <1>",
        "Le lundi, voir le cycle",
    ]


def test_register_block_html_that_slate_cannot_hold_gives_an_html_block(example):
    register_block("office", lambda value, body: "<table><tr><td>a</td></tr></table>")

    assert blocks_of(page_with_office(example)) == [
        {"@type": "html", "html": "<table><tbody><tr><td>a</td></tr></tbody></table>"}
    ]


def test_register_block_hostile_html_is_sanitised(example):
    register_block("office", lambda value, body: '<p onclick="a()">mot<script>b()</script></p>')

    assert plain_html(page_with_office(example), PATH) == "<p>mot</p>"
