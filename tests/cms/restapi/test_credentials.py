"""What a token or a link opens, and what does not hold."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from cms.domain import authoring
from cms.domain.preview import make_preview_token
from cms.restapi.tokens import make_token
from tests.cms.restapi.asking import ask
from tests.factories.cms import make_initiative, make_member

REDON = "/initiatives/redon-agglomeration"

SECRET = "Zanzibar"


@pytest.mark.parametrize("path", ["/", REDON, "/@search", f"{REDON}/@breadcrumbs", "/nulle-part"])
def test_credentials_that_do_not_hold_are_refused_wherever_they_are_shown(chief, path: str) -> None:
    make_member()
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        token = make_token(chief)
        clock.shift(datetime.timedelta(hours=1))
        late = Client().get(f"/++api++{path}", headers={"authorization": f"Bearer {token}"})
        forged = Client().get(f"/++api++{path}", {"preview": "1.2.3.4"})

    for response in (late, forged):
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert response.json()["type"] == "Unauthorized"


def test_link_shows_its_revision_whatever_is_written_after_it(site: Site) -> None:
    page = make_initiative("Première", publish=False)
    token = make_preview_token(page.latest_revision)
    authoring.update(page, {"title": "Deuxième"})
    path = f"/++api++{REDON}/premiere"

    first = Client().get(path, {"preview": token}).json()
    authoring.publish(page)
    later = Client().get(path, {"preview": token}).json()

    assert first["title"] == later["title"] == "Première"


def test_link_to_a_page_opens_no_other(site: Site) -> None:
    page = make_initiative("La régie", publish=False)
    make_initiative(SECRET, publish=False)
    make_initiative("Publique")

    for path in (f"{REDON}/zanzibar", f"{REDON}/publique", REDON, f"{REDON}/nulle-part"):
        response = ask(path, page=page)
        assert response.status_code == 401
        assert SECRET not in response.content.decode()
    assert SECRET not in ask("/@search?b_size=100", page=page).content.decode()


def test_link_is_over_after_seven_days(site: Site) -> None:
    with time_machine.travel("2026-11-24T08:45:00Z", tick=False) as clock:
        page = make_initiative(SECRET, publish=False)
        link = {"preview": make_preview_token(page.latest_revision)}
        clock.shift(datetime.timedelta(days=7, seconds=-1))
        before = Client().get(f"/++api++{REDON}/zanzibar", link).status_code
        clock.shift(1)
        late = Client().get(f"/++api++{REDON}/zanzibar", link)

    assert (before, late.status_code) == (200, 401)
    assert "depuis le 1er\u00a0décembre 2026 à 9\u00a0h\u00a045" in late.json()["message"]


def test_link_to_a_deleted_page_is_a_410(site: Site) -> None:
    page = make_initiative(SECRET, publish=False)
    token = make_preview_token(page.latest_revision)
    authoring.delete(page)

    response = Client().get(f"/++api++{REDON}/zanzibar", {"preview": token})

    assert (response.status_code, response.json()["type"]) == (410, "Gone")


def test_link_with_any_sign_changed_shows_nothing(site: Site) -> None:
    page = make_initiative(SECRET, publish=False)
    token = make_preview_token(page.latest_revision)

    @settings(max_examples=100)
    @given(st.integers(0, len(token) - 1), st.characters(exclude_categories=["Cs"]))
    def refused(place: int, sign: str) -> None:
        changed = token[:place] + sign + token[place + 1 :]
        response = Client().get(f"/++api++{REDON}/zanzibar", {"preview": changed})
        assert response.status_code == (200 if changed == token else 401)
        assert changed == token or SECRET not in response.content.decode()

    refused()
