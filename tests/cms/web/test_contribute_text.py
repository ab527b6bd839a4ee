"""Text that is hostile, odd, too long or missing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.models import InitiativePage
from tests.cms.web.contributing import (
    PHOTO,
    made,
    problems_of,
    send,
    shown,
    with_photo,
    words_of,
)
from tests.factories.contributions import STORY, address_of, make_request
from tests.reading import text_of

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "<embed embedtype='page' id='1'/><a linktype='page' id='1'>x</a>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_html_stays_words_in_the_form_and_on_the_page(asked, admin, attack: str) -> None:
    hostile = {name: f"{attack} {name}" for name in STORY if name != "consent"}
    again = send(asked, **hostile, consent="")
    assert again.status_code == 400
    form = BeautifulSoup(again.content, "html.parser")
    assert form.select_one("#id_need").get_text().strip() == hostile["need"]
    assert form.select_one("#id_title")["value"] == hostile["title"]

    assert send(asked, **hostile).status_code == 302
    page = made()
    assert page.title == hostile["title"]
    for soup in (form, shown(page)):
        assert not soup.main.select("script, svg:not([aria-hidden]), embed, [onerror], [onload]")
        assert not soup.main.select("[src=x], a[linktype], a[href^=javascript]")
    assert " ".join(hostile["need"].split()) in text_of(shown(page).main)
    editor = admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "<script>alert(1)" not in editor


ODD = "a\x00b\u202ec\u2066d\ufeffe\x07\u200bf\u2028g\r\nh"


def test_unseen_signs_are_taken_away(asked) -> None:
    assert send(asked, title=f"Titre\n{ODD}", need=ODD).status_code == 302
    page = made()
    assert page.title == "Titre abcdef g h"
    assert "<p>abcdef<br>g<br>h</p>" in str(page.body.raw_data[1]["value"])


def test_text_of_nothing_that_is_seen_is_no_answer(asked) -> None:
    response = send(asked, need="\u202e\u200b \x00")
    assert problems_of(response) == ["Quel était le besoin ? : Répondez à cette question."]


def test_letters_of_all_people_are_kept(asked) -> None:
    words = "Ar brezhoneg, naïve œuvre, 日本語, العربية, 👩‍👧 « c’est » 1\u202f240 €"
    send(asked, need=words)
    assert words in str(made().body.raw_data[1]["value"])


def test_broken_encoding_does_no_harm(asked) -> None:
    body = "&".join(f"{name}={value}" for name, value in STORY.items()).encode()
    body = body.replace(b"Des fuites partout.", b"%ff%fe%ed%a0%80 fuites")
    kind = "application/x-www-form-urlencoded"
    response = Client().post(address_of(asked), body, content_type=kind)
    assert response.status_code == 302
    assert "fuites" in str(made().body.raw_data[1]["value"])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.fixed_dictionaries({name: st.text(max_size=60) for name in STORY if name != "consent"}))
def test_whatever_is_written_becomes_a_page_or_a_sentence(site, texts) -> None:
    cache.clear()  # of how often this address has come
    texts = {name: text.encode(errors="replace").decode() for name, text in texts.items()}
    asked = make_request()
    response = send(asked, **texts)
    if response.status_code == 302:
        assert Client().get(address_of(asked)).status_code == 200
        asked.refresh_from_db()
        assert shown(asked.page.specific).h1.get_text(strip=True)
    else:
        assert response.status_code == 400
        assert problems_of(response)


def test_errors_come_first_with_links_to_their_fields_and_texts_are_kept(asked) -> None:
    response = send(asked, title="", need="x" * 3001, consent="", **with_photo(2, credit=""))
    assert response.status_code == 400
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.title.get_text().startswith("Erreur – ")
    assert soup.select_one(".form-problem h2").get_text() == "4 points sont à revoir"
    assert problems_of(response) == [
        "Comment s’appelle ce que vous avez fait ? : Répondez à cette question.",
        "Quel était le besoin ? : Ce texte compte 3 001 signes : 3 000 signes au plus.",
        "Votre accord : Sans votre accord, nous ne pouvons rien publier.",
        "Photographie 2, Qui l’a prise ? : Dites qui a pris la photo : son nom paraîtra à côté "
        "d’elle.",
    ]
    for link in soup.select(".form-problem a"):
        field = soup.select_one(link["href"])
        assert field["aria-invalid"] == "true"
        assert soup.select_one(f"#{field['aria-describedby'].split()[-1]}")
    assert soup.select_one("#id_action").get_text().strip() == STORY["action"].strip()
    assert soup.select_one("#id_photo-2-alt")["value"] == PHOTO["alt"]
    assert "à choisir de nouveau" in words_of(response)
    second = soup.select("details")[1]
    assert second.has_attr("open")
    assert not soup.select("details")[2].has_attr("open")


def test_a_million_signs_are_refused_in_a_sentence(asked) -> None:
    response = send(asked, need="é" * 1_000_000)
    assert response.status_code == 400
    assert problems_of(response) == [
        "Quel était le besoin ? : Ce texte compte 1 000 000 signes : 3 000 signes au plus."
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"need": "x" * 3_000_000},  # more than Django keeps in memory
        {f"f{n}": "x" for n in range(10_001)},
        {f"f{n}": SimpleUploadedFile("a.txt", b"a") for n in range(101)},
    ],
)
def test_too_much_at_once_is_refused_in_a_sentence(asked, body) -> None:
    response = Client().post(address_of(asked), body)
    assert response.status_code == 413
    assert "Votre envoi est trop lourd" in words_of(response)
    assert not InitiativePage.objects.exists()


def test_body_that_says_it_is_huge_is_not_read(asked) -> None:
    response = Client().post(address_of(asked), STORY, CONTENT_LENGTH=str(10**10))
    assert response.status_code == 413


@pytest.mark.parametrize("body", [b"", b"--x\r\nnonsense", b"\x00\xff" * 100])
def test_body_that_is_no_form_makes_nothing(asked, body: bytes) -> None:
    kind = "multipart/form-data; boundary=x"
    assert Client().post(address_of(asked), body, content_type=kind).status_code in (400, 413)
    assert not InitiativePage.objects.exists()
