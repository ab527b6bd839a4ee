"""The form of a personal link, with what members and strangers send to it."""

from __future__ import annotations

import datetime
import io

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.domain import authoring, contributions
from cms.domain.contribution_rules import LATE_DAYS
from cms.models import Alliance, ContributionRequest, InitiativePage, Organisation
from cms.web import links
from tests.factories.cms import make_topic
from tests.factories.contributions import STORY, address_of, make_proofreading, make_request

PHOTO = {"alt": "Le nouveau puits", "credit": "Ville de Nozay", "agreed": "on"}


@pytest.fixture
def asked(site) -> ContributionRequest:
    return make_request()


def picture(
    name: str = "puits.jpg", kind: str = "JPEG", size: tuple[int, int] = (900, 600), **options
) -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind, **options)
    return SimpleUploadedFile(name, drawn.getvalue())


def with_photo(number: int = 1, file=None, **changes) -> dict:
    values = PHOTO | {"file": file or picture()} | changes
    return {f"photo-{number}-{name}": value for name, value in values.items() if value}


def send(asked: ContributionRequest, **changes) -> HttpResponse:
    """Send the form as a mail reader's browser does: no cookie, no token of ours."""
    return Client(enforce_csrf_checks=True).post(address_of(asked), STORY | changes)


def text_of(response: HttpResponse) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def problems_of(response: HttpResponse) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(item.get_text().split()) for item in soup.select(".form-problem li")]


def made() -> InitiativePage:
    return InitiativePage.objects.get()


def shown(page: InitiativePage) -> BeautifulSoup:
    """Publish a draft and return what visitors then see."""
    authoring.publish(page)
    return BeautifulSoup(Client().get(page.get_url()).content, "html.parser")


def test_form_asks_five_questions_and_says_until_when(site) -> None:
    with time_machine.travel("2026-02-20T09:00:00Z", tick=False):
        asked = make_request(
            deadline=datetime.date(2026, 3, 1),
            topic=make_topic("eau", title="Eau"),
            message="Un mot.",
        )
        response = Client().get(address_of(asked))
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.get_text() == "Racontez-nous en dix minutes, sans mot de passe"
    text = text_of(response)
    for words in ("Redon Agglomération", "« Eau »", "dimanche 1er mars 2026 au soir", "Un mot."):
        assert words in text
    assert len(soup.select(".contribution > .field textarea")) == 4
    assert len(soup.select("input[type=file]")) == 5
    for field in soup.select("main :is(input, textarea)"):
        assert soup.select_one(f"label[for='{field['id']}']"), field
    assert "mairie@example.org" not in response.content.decode()


def test_form_is_kept_by_nobody_and_sets_no_cookie(asked) -> None:
    for response in (Client().get(address_of(asked)), send(asked, title=""), send(asked)):
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert not response.cookies


def test_opening_a_link_changes_nothing(asked) -> None:
    for method in (Client().get, Client().head):
        assert method(address_of(asked)).status_code == 200
    asked.refresh_from_db()
    assert asked.answered_at is None
    assert Client().put(address_of(asked)).status_code == 405


def test_answer_becomes_a_draft_of_the_member_with_its_origin(site) -> None:
    asked = make_request(topic=make_topic("eau", title="Eau"))
    response = send(asked, **with_photo(1), **with_photo(3, alt="Le chantier", credit="Un agent"))

    assert (response.status_code, response["Location"]) == (302, f"{address_of(asked)}?merci")
    page = made()
    assert (page.live, page.title, page.slug) == (False, STORY["title"], "une-regie-pour-l-eau")
    assert page.get_parent().pk == asked.folder_id
    assert page.owner is None
    assert [topic.slug for topic in page.topics.all()] == ["eau"]
    assert page.territories == [asked.folder.organisation.territory]
    assert page.provenance.source_name == "Contribution de Redon Agglomération"
    asked.refresh_from_db()
    assert asked.page_id == page.pk

    main = shown(page).main
    text = " ".join(main.get_text(" ").split())
    for words in ("Des fuites partout.", "1 240 m de réseau", "Comptez d’abord."):
        assert words in text
    assert [p.get_text() for p in main.select(".prose p")][1:3] == [
        "Deux communes se sont unies.",
        "Un agent a été recruté.",
    ]
    assert [image["alt"] for image in main.select("figure.picture img")][-2:] == [
        "Le nouveau puits",
        "Le chantier",
    ]
    assert "Ville de Nozay" in text
    assert "mairie@example.org" not in main.decode()


def test_thanks_and_then_already_received_without_showing_what(asked) -> None:
    with time_machine.travel("2026-03-01T09:05:00Z", tick=False):
        ContributionRequest.objects.update(deadline=datetime.date(2026, 3, 10))
        thanks = Client().post(address_of(asked), STORY, follow=True)
        again = Client().get(address_of(asked))
    assert "Merci, c’est bien reçu" in text_of(thanks)
    assert "Déjà reçu" in text_of(again)
    for response in (thanks, again):
        assert "le 1er mars 2026 à 10 h 05" in text_of(response)
        assert STORY["title"] not in response.content.decode()
        assert "<form" not in str(BeautifulSoup(response.content, "html.parser").main)


def test_replayed_answer_makes_one_page_only(asked) -> None:
    assert [send(asked, title=f"Essai {n}").status_code for n in range(3)] == [302, 200, 200]
    assert made().title == "Essai 0"


# -- Links that are guessed, late, revoked, of another kind ---------------------------------


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f..%2fadmin", "é" * 20])
def test_guessed_link_is_not_found(asked, token: str) -> None:
    for kind in ("contribuer", "relire"):
        for method in (Client().get, Client().post):
            assert method(f"/{kind}/{token}/").status_code == 404


def test_link_opens_one_kind_of_page_only(asked) -> None:
    reading = make_proofreading()
    assert Client().get(f"/relire/{asked.token}/").status_code == 404
    assert Client().get(f"/contribuer/{reading.token}/").status_code == 404


def test_link_opens_on_its_own_site_only(asked) -> None:
    page = Page.objects.get(depth=1).add_child(title="Ailleurs", slug="ailleurs")
    Site.objects.create(hostname="127.0.0.1", root_page=page)
    response = Client().get(address_of(asked), headers={"host": "127.0.0.1"})
    assert response.status_code == 404


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_ended_link_says_whom_to_ask_and_nothing_else(asked, how: str) -> None:
    Alliance.objects.update(
        organisation=Organisation.objects.create(
            name="Le syndicat", slug="syndicat", email="contact@alliance.example.org"
        )
    )
    if how == "expired":
        day = timezone.localdate() - datetime.timedelta(days=LATE_DAYS + 1)
        ContributionRequest.objects.update(deadline=day)
    else:
        contributions.revoke(asked, None)

    for response in (Client().get(address_of(asked)), send(asked)):
        assert response.status_code == 410
        text = text_of(response)
        assert "Ce lien n’est plus valable" in text
        assert "contact@alliance.example.org" in text
        assert "Redon Agglomération" not in text
        assert response["Cache-Control"] == "private, no-store"
    assert not InitiativePage.objects.exists()


def test_ended_link_of_an_alliance_without_address_points_back_to_the_mail(asked) -> None:
    contributions.revoke(asked, None)
    assert "répondez au courriel" in text_of(Client().get(address_of(asked)))


def test_late_answer_is_still_taken(asked) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    ContributionRequest.objects.update(deadline=yesterday)
    assert send(asked).status_code == 302


def test_deleted_draft_does_not_open_the_link_again(asked) -> None:
    send(asked)
    authoring.delete(made())
    assert "Déjà reçu" in text_of(Client().get(address_of(asked)))


# -- Too often ------------------------------------------------------------------------------


def test_link_opened_too_often_waits_a_minute(asked) -> None:
    statuses = [Client().get(address_of(asked)).status_code for _ in range(links.MOST_BY_LINK + 1)]
    assert statuses == [200] * links.MOST_BY_LINK + [429]
    refused = send(asked)
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "Attendez une minute" in text_of(refused)
    assert not InitiativePage.objects.exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=61)):
        assert send(asked).status_code == 302


def test_guessing_from_one_address_is_stopped(asked) -> None:
    client = Client()
    for number in range(links.MOST_BY_ADDRESS):
        assert client.get(f"/contribuer/guess-{number}/").status_code == 404
    assert client.get("/contribuer/guess/").status_code == 429
    assert client.get(address_of(asked)).status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.get(address_of(asked)).status_code == 200


# -- Text that is hostile or odd ------------------------------------------------------------

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
    assert " ".join(hostile["need"].split()) in " ".join(shown(page).main.get_text(" ").split())
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
    assert "à choisir de nouveau" in text_of(response)
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
    assert "Votre envoi est trop lourd" in text_of(response)
    assert not InitiativePage.objects.exists()


def test_body_that_says_it_is_huge_is_not_read(asked) -> None:
    response = Client().post(address_of(asked), STORY, CONTENT_LENGTH=str(10**10))
    assert response.status_code == 413


@pytest.mark.parametrize("body", [b"", b"--x\r\nnonsense", b"\x00\xff" * 100])
def test_body_that_is_no_form_makes_nothing(asked, body: bytes) -> None:
    kind = "multipart/form-data; boundary=x"
    assert Client().post(address_of(asked), body, content_type=kind).status_code in (400, 413)
    assert not InitiativePage.objects.exists()


# -- Files that are none ----------------------------------------------------------------------


def test_photograph_is_drawn_anew_without_what_it_told_of_its_maker(asked) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telephone 3000"  # maker
    exif[0x0112] = 6  # turned by a quarter
    gps = exif.get_ifd(0x8825)
    gps[2] = (47.0, 39.0, 0.0)
    file = picture("../../<b>IMG.JPG", size=(3000, 1500), exif=exif)
    assert send(asked, **with_photo(file=file)).status_code == 302

    image = get_image_model().objects.get()
    assert (image.width, image.height) == (1200, 2400)
    assert (image.title, image.credit, image.people) == (
        "Le nouveau puits",
        "Ville de Nozay",
        "authorised",
    )
    assert "IMG" not in image.file.name
    with image.file.open() as stored:
        kept = stored.read()
    assert b"Telephone 3000" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_photograph_is_seen_by_nobody_before_its_page_is_published(asked) -> None:
    send(asked, **with_photo(1), **with_photo(2))
    images = get_image_model().objects.all()
    addresses = [image.file.url for image in images]
    assert [Client().get(address).status_code for address in addresses] == [403, 403]

    authoring.publish(made())
    assert [Client().get(address).status_code for address in addresses] == [200, 200]


def bomb() -> SimpleUploadedFile:
    """Return a picture of some kilobytes that would fill a gigabyte."""
    return picture("bombe.png", "PNG", (12_000, 12_000))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.jpg", b"<script>alert(1)</script>"), ""),
        (SimpleUploadedFile("a.jpg", b""), "vide"),
        (SimpleUploadedFile("a.jpg", picture().read()[:400]), "image"),
        (SimpleUploadedFile("a.exe", b"MZ\x90\x00"), ""),
        (
            SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
            "",
        ),
        (picture("a.png", "JPEG"), ""),
        (picture("a.bmp", "BMP"), ""),
        (SimpleUploadedFile("a.jpg", picture().read() + b"x" * 11_000_000), ""),
    ],
)
def test_wrong_file_is_refused_by_name_of_its_field(asked, file, words: str) -> None:
    response = send(asked, **with_photo(file=file))
    assert response.status_code == 400
    (problem,) = problems_of(response)
    assert problem.startswith("Photographie 1, Fichier : ")
    assert words in problem
    assert not InitiativePage.objects.exists()
    assert not get_image_model().objects.exists()


def test_bomb_is_refused_before_it_is_unpacked(asked) -> None:
    (problem,) = problems_of(send(asked, **with_photo(file=bomb())))
    assert "pixels" in problem


def test_more_photographs_than_asked_for_are_refused(asked) -> None:
    files = {f"more-{number}": picture() for number in range(6)}
    response = send(asked, **files)
    assert problems_of(response) == ["Envoyez 5 photographies au plus."]


def test_words_on_a_photograph_that_is_missing_ask_for_it(asked) -> None:
    response = send(asked, **{"photo-1-alt": "Le puits"})
    assert problems_of(response) == [
        "Photographie 1, Fichier : Choisissez la photo, ou effacez ce que vous en dites."
    ]


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("GIF", "a.gif")])
def test_photograph_of_any_usual_kind_is_taken(asked, kind: str, name: str) -> None:
    assert send(asked, **with_photo(file=picture(name, kind))).status_code == 302
    assert get_image_model().objects.get().file.name.endswith(".jpg")
