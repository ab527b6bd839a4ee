"""What would make a page easier to read."""

from __future__ import annotations

import json

import pytest
from wagtail.models import Site

from cms.domain.editing_checks import VAGUE_LINKS, hints
from cms.models import NewsIndexPage, NewsPage, VideoPage
from tests.factories.cms import make_news

pytestmark = pytest.mark.django_db  # a page asks for its content type
SUMMARY = "Deux communes s’unissent pour l’eau, et racontent ce que cela a changé chez elles."


def page(*blocks: tuple[str, object], **fields) -> NewsPage:
    body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    return NewsPage(**({"title": "L’eau", "summary": SUMMARY, "body": body} | fields))


def text(html: str) -> tuple[str, str]:
    return "text", html


def picture(alt: str, *, decorative: bool = False) -> tuple[str, object]:
    return "picture", {"image": {"image": 1, "alt_text": alt, "decorative": decorative}}


def test_page_that_is_well_written_gets_no_hints():
    well = page(
        text('<p>Voir <a href="https://example.org/">la régie de Redon</a>.</p>'),
        ("heading", "Ce que cela a donné"),
        text("<h3>À Redon</h3><p>Un réseau.</p>"),
        picture("Une conduite neuve dans une tranchée"),
        picture("", decorative=True),
        ("figures", {"title": "Coûts", "kind": "costs", "groups": []}),
    )

    assert hints(well) == []


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (0, ["Le résumé est vide"]),
        (1, ["Le résumé est très court (1\xa0signe)"]),
        (59, ["Le résumé est très court (59\xa0signes)"]),
        (60, []),
        (300, []),
        (301, ["Le résumé est long (301\xa0signes)"]),
    ],
)
def test_summary_is_to_have_from_60_to_300_signs(length, said):
    assert [each.split("\xa0: ")[0] for each in hints(page(summary="a" * length))] == said


def test_list_needs_no_summary_and_a_page_without_a_body_is_read_too():
    assert hints(NewsIndexPage(title="Actualités")) == []
    assert len(hints(VideoPage(title="Un film"))) == 1


@pytest.mark.parametrize("words", VAGUE_LINKS)
def test_link_that_does_not_say_where_it_leads_is_told(words):
    link = f'<p>La suite est <a href="/x">&nbsp;{words.upper()} !</a></p>'

    (said,) = hints(page(text(link)))

    assert said.startswith(f"Le lien «\xa0{words.upper()} !\xa0» ne dit pas où il mène")


def test_link_is_told_whatever_apostrophe_it_is_written_with_and_in_any_block():
    link = '<p><a linktype="page" id="3">plus d\'infos</a></p>'
    found = hints(page(("excerpt", {"text": link, "source": "Revue"}), text(link)))

    assert [each.split("\xa0: ")[0] for each in found] == [
        "Le lien «\xa0plus d'infos\xa0» ne dit pas où il mène"
    ]


@pytest.mark.parametrize("address", ["https://www.example.org/a?b=c", "www.example.org"])
def test_address_written_out_as_a_link_is_told(address):
    (said,) = hints(page(text(f'<p><a href="https://www.example.org/">{address}</a></p>')))

    assert said.startswith(f"L’adresse «\xa0{address}\xa0» est écrite en toutes lettres")


def test_link_with_an_address_among_other_words_is_fine():
    words = "le site www.example.org de la régie"
    assert hints(page(text(f'<p><a href="/x">{words}</a>, ici.</p>'))) == []


@pytest.mark.parametrize(
    ("blocks", "titles"),
    [
        ([text("<h3>Un</h3>")], ["Un"]),
        ([text("<h2>Un</h2><h3>Deux</h3>")], []),
        ([text("<h2>Un</h2><h4>Deux</h4><h4>Trois</h4>")], ["Deux"]),
        ([("heading", "Un"), text("<h3>Deux</h3>"), ("heading", "Trois"), text("<h4>Q</h4>")], "Q"),
    ],
)
def test_heading_that_skips_a_level_is_told(blocks, titles):
    expected = [f"Le titre «\xa0{title}\xa0» saute un niveau" for title in titles]

    assert [each.split("\xa0: ")[0] for each in hints(page(*blocks))] == expected


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("", "Une image n’a pas de texte de remplacement"),
        ("  ", "Une image n’a pas de texte de remplacement"),
        ("lavoir-2.JPG", "Le texte de remplacement «\xa0lavoir-2.JPG\xa0» est un nom de fichier"),
        ("IMG_2034", "Le texte de remplacement «\xa0IMG_2034\xa0» est un nom de fichier"),
        ("Photo du lavoir", "Le texte de remplacement «\xa0Photo du lavoir\xa0» annonce une image"),
        ("a" * 151, "Un texte de remplacement est long (151\xa0signes)"),
    ],
)
def test_alternative_text_that_says_little_is_told_of_any_picture(alt, said):
    in_body, on_top = hints(page(picture(alt))), hints(page(image_id=1, image_alt=alt))

    assert [each.split("\xa0: ")[0] for each in in_body] == [said]
    assert in_body == on_top


def test_hints_ask_nothing_of_the_database(site: Site, django_assert_num_queries):
    make_news(body=page(picture(""), text('<p><a href="/x">ici</a></p>')).body)
    found = NewsPage.objects.get()

    with django_assert_num_queries(0):
        assert len(hints(found)) == 3
