from __future__ import annotations

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from newsletter.domain import render, text_part
from newsletter.domain.images import measured
from newsletter.domain.letter import Letter, Picture, Section, Shown, clean
from themes.registry import get_pack, packs

PACKS = [pack.name for pack in packs()]
PAYLOADS = [
    "{{ settings.SECRET_KEY }}",
    "{% load x %}{% include '/etc/passwd' %}",
    "{{7*7}}${7*7}<%= 7*7 %>#{7*7}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<mj-raw><script>alert(1)</script></mj-raw>",
    "</mj-text></mj-column></mj-section><mj-section>",
    "<mj-include path='/etc/passwd'/>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "javascript:alert(1)",
    "@@UNSUBSCRIBE@@ {{unsubscribe_url}}",
    "]]>&amp;&#60;script&#62;",
]


def make_shown(number: int = 1, **fields) -> Shown:
    defaults = {
        "page_id": number,
        "uid": uuid4(),
        "title": f"Initiative {number}",
        "chapo": "Deux communes s’unissent.",
        "member": "Redon Agglomération",
        "url": f"https://www.example.org/initiatives/{number}/",
        "fictional": False,
        "picture": Picture(alt="", decorative=True, hue="energie"),
    }
    return Shown(**(defaults | fields))


def make_letter(*sections: Section, pack: str = "passeur", **fields) -> Letter:
    defaults = {
        "series": "Passeur d’idées",
        "number": 3,
        "period": "T2 2024",
        "topic": "Énergie",
        "hue": "energie",
        "subject": "Objet",
        "preheader": "Aperçu",
        "editorial": "<p>Édito.</p>",
        "sections": sections,
        "reason": "Vous recevez cette lettre parce que vous l’avez demandée.",
        "archive_url": "https://www.example.org/lettre/numero-3/",
        "series_url": "https://www.example.org/lettre/",
        "site_url": "https://www.example.org/",
        "pack": get_pack(pack),
    }
    return Letter(**(defaults | fields))


def every_section(words: str = "Bonjour") -> tuple[Section, ...]:
    shown = make_shown(title=words, chapo=words, member=words)
    return (
        Section("lead", "À la une", shown=shown),
        Section("initiative", "Initiative", shown=shown),
        Section("key_figure", "Chiffre clé", figure=words, caption=words),
        Section("elsewhere", "Et ailleurs", pages=(shown, shown)),
        Section("text", "Texte", html=clean(words)),
        Section("image", "Image", caption=words, picture=Picture(alt=words)),
    )


def html_of(letter: Letter, unsubscribe_url: str = "https://www.example.org/x/") -> str:
    return render.html(letter, measured, unsubscribe_url)


@pytest.mark.parametrize("pack", PACKS)
def test_letter_is_accessible_by_construction(pack):
    page = BeautifulSoup(html_of(make_letter(*every_section(), pack=pack)), "html.parser")
    assert page.html["lang"] == "fr"
    assert page.title.get_text() == "Objet"
    assert len(page.find_all("h1")) == 1
    assert all(table.get("role") == "presentation" for table in page.find_all("table"))
    assert all(image.has_attr("alt") for image in page.find_all("img"))
    assert page.find("meta", attrs={"name": "color-scheme"})["content"] == "light dark"
    assert "prefers-color-scheme: dark" in str(page)
    assert "Vous recevez cette lettre parce que" in page.get_text()


@pytest.mark.parametrize("pack", PACKS)
def test_letter_asks_nothing_of_anybody_else(pack):
    page = html_of(make_letter(*every_section(), pack=pack))
    loaded = re.findall(r"""(?:src|background)=["']([^"']+)|url\(([^)]+)\)|@import""", page)
    assert {address.split("/media/")[0] for address, _ in loaded} == {"http://localhost:8000"}
    assert BeautifulSoup(page, "html.parser").find_all(["link", "script", "iframe"]) == []


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_in_content_is_shown_and_never_run(pack, payload):
    letter = make_letter(
        *every_section(payload), pack=pack, subject=payload, preheader=payload, topic=payload
    )
    plain = html_of(make_letter(*every_section(), pack=pack))
    page = BeautifulSoup(html_of(letter), "html.parser")
    assert page.find_all(["script", "iframe", "mj-raw", "mj-section"]) == []
    assert [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")] == []
    assert len(page.find_all("img")) == plain.count("<img")
    assert len(page.find_all("h2")) == plain.count("<h2")
    assert page.find("h2").get_text() == payload
    assert page.find("img", alt=payload) is not None
    assert payload in text_part.render(letter)


def test_rich_text_loses_what_runs_and_keeps_absolute_links():
    assert clean('<p onclick="x()">a <a href="/page/">b</a><script>c</script></p>') == (
        '<p>a <a href="http://localhost:8000/page/">b</a></p>'
    )
    assert "javascript" not in clean('<p><a href="javascript:alert(1)">x</a></p>')


def test_letter_for_the_archive_belongs_to_nobody():
    mail = html_of(make_letter(*every_section()))
    archive = html_of(make_letter(*every_section()), unsubscribe_url="")
    assert "Se désinscrire" in mail
    assert "Se désinscrire" not in archive
    assert "Tous les numéros" in archive


@pytest.mark.parametrize("pack", PACKS)
def test_ten_initiatives_stay_under_the_size_that_is_cut(pack):
    sections = [Section("initiative", "Initiative", shown=make_shown(n)) for n in range(10)]
    assert len(html_of(make_letter(*sections, pack=pack)).encode()) < render.WARN_BYTES


def test_missing_template_is_named():
    broken = make_letter(Section("unknown", "Nouveauté"))
    with pytest.raises(
        render.InvalidLetter, match="Bloc « Nouveauté » : le gabarit email/blocks/unknown"
    ):
        html_of(broken)


def test_text_part_has_every_title_chapo_and_address():
    long = "Une très longue phrase qui dit ce que deux communes ont fait, et pourquoi. " * 3
    shown = make_shown(chapo=long, title="Une régie pour l’eau")
    letter = make_letter(Section("lead", "À la une", shown=shown), *every_section()[2:])
    text = text_part.render(letter, "https://www.example.org/x/")
    assert " ".join(text.split()).count(" ".join(long.split())) == 1
    for words in ("Une régie pour l’eau", shown.url, "ET AILLEURS", "Se désinscrire :", "T2 2024"):
        assert words in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= text_part.WIDTH
    assert "[](" not in text


def test_text_part_says_what_is_fictional_and_where_links_lead():
    shown = make_shown(fictional=True)
    text = text_part.render(
        make_letter(
            Section("lead", "À la une", shown=shown),
            Section(
                "text",
                "Texte",
                html=clean(
                    '<p>Voir <a href="https://e.fr/a">ici</a>.</p><ul><li>un</li><li>deux</li></ul>'
                ),
            ),
        )
    )
    assert "(Exemple fictif)" in text
    assert "Voir ici (https://e.fr/a)." in text
    assert "- un\n- deux" in text
