"""Signing in for drafts, as Plone's clients do."""

from __future__ import annotations

import base64
import datetime
import json
import logging
from typing import Any

import jwt
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from cms.restapi.tokens import Unauthorised, make_token, user_of

PASSWORD = "un mot de passe"


@pytest.fixture
def editor(site: Site) -> Any:
    return get_user_model().objects.create_superuser(
        "lea", "lea@example.org", PASSWORD, first_name="Léa", last_name="Le Goff"
    )


def post(service: str, body: Any = None, **headers: str) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post(
        f"/++api++/{service}", json.dumps(body), "application/json", headers=headers
    )


def sign_in(login: str = "lea", password: str = PASSWORD, **headers: str) -> HttpResponse:
    return post("@login", {"login": login, "password": password}, **headers)


def read(token: str) -> HttpResponse:
    return Client().get("/++api++/", headers={"authorization": f"Bearer {token}"})


def test_login_answers_with_a_token_whose_claims_clients_can_read(editor) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
        response = sign_in()

    claims = jwt.decode(response.json()["token"], options={"verify_signature": False})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert (claims["sub"], claims["fullname"]) == ("lea", "Léa Le Goff")
    instant = datetime.datetime(2026, 3, 2, 10, tzinfo=datetime.UTC)
    assert claims["exp"] == instant.timestamp()
    assert editor.password not in json.dumps(claims)


@pytest.mark.parametrize(
    ("login", "password"), [("lea", "faux"), ("personne", PASSWORD), ("l\0a", PASSWORD)]
)
def test_login_with_wrong_credentials_is_a_401_and_logged_without_the_password(
    editor, caplog, login: str, password: str
) -> None:
    with caplog.at_level(logging.WARNING, "cms.restapi"):
        response = sign_in(login, password)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json() == {
        "error": {
            "type": "Invalid credentials",
            "message": "Identifiant ou mot de passe incorrect.",
        }
    }
    assert repr(login) in caplog.text
    assert password not in caplog.text


def test_login_of_a_deactivated_user_is_a_401(editor) -> None:
    get_user_model().objects.update(is_active=False)

    assert sign_in().status_code == 401


@pytest.mark.parametrize(
    "body", [{}, {"login": "lea"}, {"login": ["lea"], "password": PASSWORD}, [], "lea", 12, None]
)
def test_login_without_credentials_is_a_400_as_plone_tells_it(editor, body: Any) -> None:
    response = post("@login", body)

    assert response.status_code == 400
    assert response.json()["error"]["type"] == "Missing credentials"


def test_login_after_ten_failures_waits_five_minutes_whatever_the_password(editor) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        statuses = [sign_in(password=f"faux {number}").status_code for number in range(10)]
        refused = sign_in()
        clock.shift(299)
        still = sign_in().status_code
        clock.shift(2)
        again = sign_in().status_code

    assert statuses == [401] * 10
    assert refused.status_code == 429
    assert refused["Retry-After"] == "300"
    assert refused.json()["error"]["message"].startswith("Trop d’essais")
    assert (still, again) == (429, 200)


def test_login_failures_of_one_address_do_not_lock_another_out(editor, settings) -> None:
    settings.USE_X_FORWARDED_HOST = True
    for _ in range(11):
        refused = sign_in(password="faux", x_forwarded_for="192.0.2.1, 203.0.113.7")

    assert refused.status_code == 429
    assert sign_in(x_forwarded_for="203.0.113.7, 203.0.113.8").status_code == 200
    assert sign_in(x_forwarded_for="203.0.113.8, 203.0.113.7").status_code == 429


def test_login_counts_from_nought_after_the_right_password(editor) -> None:
    for _ in range(3):
        assert [sign_in(password="faux").status_code for _ in range(8)] == [401] * 8
        assert sign_in().status_code == 200


def test_login_does_not_mind_a_token_that_has_expired(editor) -> None:
    assert sign_in(authorization="Bearer passé").status_code == 200


def test_login_asked_by_get_offers_no_other_way(editor) -> None:
    assert Client().get("/++api++/@login").json() == {"options": []}


def test_renewed_token_holds_longer_than_the_first(editor) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        first = make_token(editor)
        clock.shift(datetime.timedelta(minutes=50))
        second = post("@login-renew", authorization=f"Bearer {first}").json()["token"]
        clock.shift(datetime.timedelta(minutes=20))

        assert read(first).status_code == 401
        assert read(second).status_code == 200


def test_renewal_without_a_token_is_a_401(editor) -> None:
    response = post("@login-renew")

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer passé"}])
def test_logout_is_a_204_without_a_body(site: Site, headers: dict[str, str]) -> None:
    response = post("@logout", **headers)

    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize("service", ["@login-renew", "@logout"])
def test_what_is_only_posted_answers_405_to_get(site: Site, service: str) -> None:
    response = Client().get(f"/++api++/{service}")

    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"password": "md5$autre$empreinte"},
        {"username": "léa"},
    ],
)
def test_token_ends_with_what_its_user_was(editor, change: dict[str, Any]) -> None:
    token = make_token(editor)
    before = read(token).status_code
    get_user_model().objects.filter(pk=editor.pk).update(**change)

    response = read(token)

    assert before == 200
    assert response.status_code == 401
    assert response.json()["type"] == "Unauthorized"


def test_token_outlives_a_rotated_secret_key_kept_as_fallback(editor, settings) -> None:
    token = make_token(editor)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    kept = read(token).status_code
    settings.SECRET_KEY_FALLBACKS = []

    assert kept == 200
    assert read(token).status_code == 401


def test_token_without_a_signature_is_a_401(editor) -> None:
    claims = jwt.decode(make_token(editor), options={"verify_signature": False})

    assert read(jwt.encode(claims, "", "none")).status_code == 401


def test_credentials_of_another_scheme_are_not_for_us(editor) -> None:
    basic = base64.b64encode(f"lea:{PASSWORD}".encode()).decode()
    response = Client().get("/++api++/", headers={"authorization": f"Basic {basic}"})

    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public")


def test_token_with_any_sign_changed_speaks_for_nobody(editor) -> None:
    token = make_token(editor)

    @settings(max_examples=200)
    @given(st.integers(0, len(token) - 1), st.characters(max_codepoint=255))
    def refused(place: int, sign: str) -> None:
        changed = token[:place] + sign + token[place + 1 :]
        if changed != token:
            with pytest.raises(Unauthorised):
                user_of(changed)

    refused()
