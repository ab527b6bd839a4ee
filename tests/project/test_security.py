"""What browsers are told to refuse."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.factories.cms import make_initiative, make_site

PAGE = "/initiatives/redon-agglomeration/la-regie/"


def policy(client: Client, path: str) -> dict[str, set[str]]:
    header = client.get(path)["Content-Security-Policy"]
    return {
        name: set(values) for name, *values in (part.split() for part in header.split(";") if part)
    }


@pytest.mark.parametrize("path", ["/", PAGE, "/recherche/", "/nulle-part/", "/++api++/"])
def test_public_answer_may_load_and_run_its_own_files_only(db, path: str) -> None:
    make_site()
    make_initiative("La régie")

    found = policy(Client(), path)

    assert found["default-src"] == {"'self'"}
    assert "script-src" not in found
    assert "style-src" not in found
    assert found["media-src"] == {"'self'"}
    assert found["frame-src"] == {"https://www.youtube-nocookie.com"}
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == {"'none'"}
    assert "unsafe" not in str(found)


@pytest.mark.parametrize("path", ["/", PAGE, "/recherche/"])
def test_public_page_has_nothing_that_its_policy_would_refuse(db, path: str) -> None:
    make_site()
    make_initiative("La régie")

    html = Client().get(path).content.decode()

    for forbidden in (" style=", "<style", "<script>", " onclick=", "javascript:", "//cdn"):
        assert forbidden not in html


def test_admin_may_do_what_wagtail_needs_and_no_more(db) -> None:
    user = get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
    client = Client()
    client.force_login(user)

    found = policy(client, "/admin/")

    assert found["script-src"] == found["style-src"] == {"'self'", "'unsafe-inline'"}
    assert found["frame-ancestors"] == {"'self'"}
    assert found["default-src"] == {"'self'"}


def test_answers_carry_the_other_security_headers(db) -> None:
    make_site()

    response = Client().get("/")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
