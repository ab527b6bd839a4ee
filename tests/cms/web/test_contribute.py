"""The form of a personal link: who gets in, and what becomes of the answer."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from cms.domain import authoring, contributions
from cms.domain.contribution_rules import LATE_DAYS
from cms.models import Alliance, ContributionRequest, InitiativePage, Organisation
from cms.web import links
from tests.cms.web.contributing import (
    made,
    send,
    shown,
    with_photo,
    words_of,
)
from tests.factories.cms import make_topic
from tests.factories.contributions import STORY, address_of, make_proofreading, make_request
from tests.reading import text_of


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
    text = words_of(response)
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
    text = text_of(main)
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
    assert "Merci, c’est bien reçu" in words_of(thanks)
    assert "Déjà reçu" in words_of(again)
    for response in (thanks, again):
        assert "le 1er mars 2026 à 10 h 05" in words_of(response)
        assert STORY["title"] not in response.content.decode()
        assert "<form" not in str(BeautifulSoup(response.content, "html.parser").main)


def test_replayed_answer_makes_one_page_only(asked) -> None:
    assert [send(asked, title=f"Essai {n}").status_code for n in range(3)] == [302, 200, 200]
    assert made().title == "Essai 0"


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
        text = words_of(response)
        assert "Ce lien n’est plus valable" in text
        assert "contact@alliance.example.org" in text
        assert "Redon Agglomération" not in text
        assert response["Cache-Control"] == "private, no-store"
    assert not InitiativePage.objects.exists()


def test_ended_link_of_an_alliance_without_address_points_back_to_the_mail(asked) -> None:
    contributions.revoke(asked, None)
    assert "répondez au courriel" in words_of(Client().get(address_of(asked)))


def test_late_answer_is_still_taken(asked) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    ContributionRequest.objects.update(deadline=yesterday)
    assert send(asked).status_code == 302


def test_deleted_draft_does_not_open_the_link_again(asked) -> None:
    send(asked)
    authoring.delete(made())
    assert "Déjà reçu" in words_of(Client().get(address_of(asked)))


def test_link_opened_too_often_waits_a_minute(asked) -> None:
    statuses = [Client().get(address_of(asked)).status_code for _ in range(links.MOST_BY_LINK + 1)]
    assert statuses == [200] * links.MOST_BY_LINK + [429]
    refused = send(asked)
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "Attendez une minute" in words_of(refused)
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
