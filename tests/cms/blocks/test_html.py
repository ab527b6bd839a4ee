"""The body of a page as plain HTML."""

from __future__ import annotations

import pytest

from cms.blocks.html import plain_html
from cms.listing.origin import ORIGIN
from tests.cms.blocks.bodies import PATH, link, make_page, picture
from tests.factories.cms import make_cycle, make_video
from tests.factories.figures import figures, group, row
from tests.factories.images import make_image

pytestmark = pytest.mark.usefixtures("site")


def test_plain_html_body_holds_each_block_in_its_order():
    page = make_page(
        ("heading", "Ce que <cela> donne"),
        ("text", "<p>Un <b>réseau</b>.</p><ul><li>neuf</li></ul>"),
        ("key_figure", {"value": "1\xa0240 m", "label": "de réseau"}),
        ("quote", {"text": "On compte.", "author": "Maire"}),
        ("figures", figures(group("2024", row("Étude", "5000")), title="Coûts")),
    )

    assert plain_html(page, PATH) == (
        "<h2>Ce que &lt;cela&gt; donne</h2>"
        "<p>Un <b>réseau</b>.</p><ul><li>neuf</li></ul>"
        "<p><strong>1\xa0240 m</strong> de réseau</p>"
        "<blockquote><p>On compte.</p></blockquote><p>—\xa0Maire</p>"
        "<table><caption>Coûts</caption><thead>"
        '<tr><th scope="col">Action</th><th scope="col">Coût (€)</th></tr></thead>'
        '<tbody><tr><th colspan="2" scope="rowgroup">2024</th></tr>'
        '<tr><th scope="row">Étude</th><td>5\xa0000</td></tr>'
        '<tr><th scope="row">Total</th><td>5\xa0000</td></tr></tbody></table>'
    )


def test_plain_html_page_without_body_is_empty():
    assert plain_html(make_video(), "/videos/un") == ""


def test_plain_html_picture_is_a_figure_with_an_address_below_the_page():
    image = make_image(credit="Pays de Blain")
    page = make_page(picture(image, caption="En 2024", alt='Un "lavoir"'))

    html = plain_html(page, PATH)

    assert html.startswith(f'<figure><img src="{ORIGIN}{PATH}/@@images/picture-{image.pk}-1200-')
    assert html.endswith(
        'alt="Un &quot;lavoir&quot;" width="1200" height="675">'
        "<figcaption>En 2024 – Pays de Blain</figcaption></figure>"
    )


def test_plain_html_same_image_twice_keeps_both_alternative_texts():
    image = make_image()

    html = plain_html(make_page(picture(image, alt="Vu de près"), picture(image, alt="")), PATH)

    assert 'alt="Vu de près"' in html
    assert 'alt=""' in html


def test_plain_html_link_to_a_draft_leaves_its_text():
    draft = make_cycle("Brouillon", publish=False)

    assert plain_html(make_page(link(draft, "le cycle")), PATH) == "<p>le cycle</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="x" data-y="1" style="z" onclick="a()">mot</p>', "<p>mot</p>"),
        ('<p><a href="javascript:a()">mot</a></p>', "<p>mot</p>"),
        ("<p>mot</p><script>a()</script><style>b</style>", "<p>mot</p>"),
        ('<p>mot</p><embed embedtype="image" id="1" format="left"/>', "<p>mot</p>"),
        ('<p>mot<img src="https://exemple.fr/x.gif"></p>', "<p>mot</p>"),
        ("<h2>mot</h2><svg><a xlink:href='javascript:a()'>x</a></svg>", "<h2>mot</h2>"),
    ],
)
def test_plain_html_hostile_text_leaves_plain_elements(html, expected):
    assert plain_html(make_page(("text", html)), PATH) == expected


def test_plain_html_pictures_take_one_query_whatever_their_number(django_assert_num_queries):
    pictures = [picture(make_image(width=32)) for _ in range(30)]

    for number in (1, 3, 30):
        page = make_page(*pictures[:number])
        with django_assert_num_queries(1):
            plain_html(page, PATH)
