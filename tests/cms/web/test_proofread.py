"""A page that its member reads before it goes online."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry

from cms.domain import authoring, contributions
from cms.domain.contribution_draft import received
from cms.models import ContributionRequest, InitiativePage
from tests.cms.web.contributing import words_of
from tests.factories.cms import make_initiative, make_member
from tests.factories.contributions import address_of, make_proofreading
from tests.factories.images import png


@pytest.fixture
def asked(site) -> ContributionRequest:
    return make_proofreading()


def press(asked: ContributionRequest, *, seen: str | None = None, **data: str) -> HttpResponse:
    """Press a button of the page, as it was last seen unless told otherwise."""
    if seen is None:
        soup = BeautifulSoup(Client().get(address_of(asked)).content, "html.parser")
        seen = soup.select_one("[name=version]")["value"]
    return Client(enforce_csrf_checks=True).post(address_of(asked), {"version": seen, **data})


def stored() -> ContributionRequest:
    return ContributionRequest.objects.get()


def page_of(asked: ContributionRequest) -> InitiativePage:
    return InitiativePage.objects.get(pk=asked.page_id)


def test_link_shows_the_latest_draft_with_two_buttons(asked) -> None:
    authoring.update(page_of(asked), {"title": "Le bac, relu", "summary": "Deux rives."})
    response = Client().get(address_of(asked))

    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert soup.h1.get_text(strip=True) == "Le bac, relu"
    assert "Deux rives." in words_of(response)
    assert [button.get_text() for button in soup.select(".proofreading button")] == [
        "Valider",
        "Envoyer mes corrections",
    ]
    assert soup.select_one(".proofreading summary").get_text() == "Corriger"
    assert soup.select_one(".preview-notice a")["href"] == "#relecture"
    assert "Secrétariat de mairie" in words_of(response)
    assert "mairie@example.org" not in response.content.decode()
    assert 'rel="canonical"' not in response.content.decode()


def test_page_is_kept_by_nobody_and_sets_no_cookie(asked) -> None:
    for response in (Client().get(address_of(asked)), press(asked, validate="1")):
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert not response.cookies


def test_staff_who_opens_the_link_sees_no_bar_of_quick_actions(asked, admin) -> None:
    assert "wagtail-userbar" not in admin.get(address_of(asked)).content.decode()


def test_reading_never_validates_however_often_and_long(asked) -> None:
    for method in (Client().get, Client().head):
        assert method(address_of(asked)).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(days=100)):
        assert Client().get(address_of(asked)).status_code == 410
    assert (stored().validated_at, stored().answered_at) == (None, None)


def test_validating_notes_when_and_what_was_seen_and_leaves_the_page(asked) -> None:
    before = page_of(asked)
    response = press(asked, validate="1")

    assert (response.status_code, response["Location"]) == (302, f"{address_of(asked)}?merci")
    assert stored().validated_at
    assert stored().revision_id == before.latest_revision_id
    assert (page_of(asked).live, page_of(asked).latest_revision_id) == (
        False,
        before.latest_revision_id,
    )
    assert PageLogEntry.objects.filter(action="contribution.validate", page=before.pk).count() == 1
    for address, words in ((response["Location"], "Merci"), (address_of(asked), "Déjà reçu")):
        text = words_of(Client().get(address))
        assert words in text
        assert "Vous avez validé la page" in text
        assert "Fégréac" not in text


def test_page_that_changed_meanwhile_must_be_read_again(asked) -> None:
    seen = contributions.version_of(asked.page)
    authoring.update(page_of(asked), {"title": "Le bac, changé"})

    response = press(asked, seen=seen, validate="1")

    assert response.status_code == 400
    assert "La page vient d’être modifiée" in words_of(response)
    assert "Le bac, changé" in words_of(response)
    assert stored().validated_at is None
    assert press(asked, validate="1").status_code == 302
    assert stored().revision_id == page_of(asked).latest_revision_id


@pytest.mark.parametrize("seen", ["", "x", "1 None", "9" * 5000, "\x00"])
def test_invented_version_validates_nothing(asked, seen: str) -> None:
    assert press(asked, seen=seen, validate="1").status_code == 400
    assert stored().validated_at is None


def test_correction_is_kept_for_staff_and_changes_no_page(asked) -> None:
    before = page_of(asked).latest_revision_id
    response = press(asked, correct="1", correction="Le pont est\u202e à <b>Redon</b>.\r\nMerci.")

    assert response.status_code == 302
    assert stored().correction == "Le pont est à <b>Redon</b>.\nMerci."
    assert stored().answered_at
    assert stored().validated_at is None
    assert page_of(asked).latest_revision_id == before
    again = words_of(Client().get(address_of(asked)))
    assert "Nous corrigeons la page" in again
    assert "Redon</b>" not in again


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"correct": "1", "correction": " \u200b "}, "Écrivez ce qu’il faut corriger."),
        ({"correct": "1", "correction": "é" * 1_000_000}, "trop long"),
        ({"correct": "1", "correction": "é" * 10_001}, "trop long"),
        ({"validate": "1", "correction": "Le pont !"}, "envoyez-les, ou effacez-les"),
        ({}, "Écrivez ce qu’il faut corriger."),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(asked, data, words: str) -> None:
    response = press(asked, **data)
    assert response.status_code == 400
    soup = BeautifulSoup(response.content, "html.parser")
    assert words in soup.select_one(".proofreading [role=alert]").get_text()
    assert soup.select_one("#correction").get_text().strip() == data.get("correction", "").strip()
    assert soup.select_one(".proofreading details").has_attr("open")
    assert (stored().validated_at, stored().answered_at) == (None, None)


def test_hostile_correction_stays_words(asked) -> None:
    hostile = "</textarea><script>alert(1)</script>" + "x" * 10_000
    html = press(asked, correct="1", correction=hostile).content.decode()
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize("data", [{"validate": "1"}, {"correct": "1", "correction": "Non."}])
def test_replayed_answer_changes_nothing(asked, data) -> None:
    seen = contributions.version_of(asked.page)
    assert press(asked, seen=seen, **data).status_code == 302
    first = stored()
    for other in ({"validate": "1"}, {"correct": "1", "correction": "Encore."}):
        assert "Déjà reçu" in words_of(press(asked, seen=seen, **other))
    assert (stored().validated_at, stored().answered_at, stored().correction) == (
        first.validated_at,
        first.answered_at,
        first.correction,
    )


def test_revoked_link_shows_and_takes_nothing(asked) -> None:
    seen = contributions.version_of(asked.page)
    contributions.revoke(asked, None)
    for response in (Client().get(address_of(asked)), press(asked, seen=seen, validate="1")):
        assert response.status_code == 410
        assert "Fégréac" not in words_of(response)
    assert stored().validated_at is None


def test_link_of_a_deleted_page_is_closed(asked) -> None:
    authoring.delete(asked.page)
    assert Client().get(address_of(asked)).status_code == 410
    assert press(asked, seen="x", validate="1").status_code == 410


def test_link_shows_no_other_page_and_no_picture_of_another(site) -> None:
    image, secret = (
        get_image_model().objects.create(
            title=name, file=png(f"{name}.png", 900, 600), collection=received()
        )
        for name in ("pont", "secret")
    )
    folder = make_member("Nozay")
    draft = {"folder": folder, "image_alt": "Une vue", "publish": False}
    asked = make_proofreading(make_initiative("Le bac", image=image, **draft))
    other = make_proofreading(make_initiative("Zanzibar", image=secret, **draft))

    html = Client().get(address_of(asked)).content.decode()
    assert "Zanzibar" not in html
    found = set(re.findall(r"[^\s\"]+@@images/[^\s\"]+", html))
    foreign = re.findall(
        r"[^\s\"]+@@images/[^\s\"]+", Client().get(address_of(other)).content.decode()
    )[0]
    assert found
    for address in found:
        assert Client().get(address).status_code == 200
        assert Client().get(address.partition("?")[0]).status_code == 403
    ours = next(iter(found)).partition("?")[2]
    assert Client().get(f"{foreign.partition('?')[0]}?{ours}").status_code == 403
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        assert Client().get(next(iter(found))).status_code == 401


def test_published_page_is_shown_with_its_changes_that_wait(site) -> None:
    page = make_initiative("Le bac")
    authoring.update(page, {"title": "Le bac, nouveau"})
    asked = make_proofreading(page)
    assert "Le bac, nouveau" in words_of(Client().get(address_of(asked)))
    press(asked, validate="1")
    page.refresh_from_db()
    assert page.title == "Le bac"
