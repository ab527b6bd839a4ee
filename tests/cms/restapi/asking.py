"""Ask the API as its clients do, over HTTP."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from cms.domain.preview import make_preview_token
from cms.restapi.tokens import make_token

HOME = "http://testserver"


def get(path: str, status: int = 200, **headers: str) -> Any:
    """Return the JSON that the API answers at a path below `/++api++`."""
    response = Client().get(f"/++api++{path}", headers=headers)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def get_titles(path: str) -> list[str]:
    return [item["title"] for item in get(path)["items"]]


def ask(path: str, user: Any = None, page: Page | None = None, **headers: str) -> HttpResponse:
    """Ask as a user, or with a link to a page's latest revision."""
    if user:
        headers["authorization"] = f"Bearer {make_token(user)}"
    link = {"preview": make_preview_token(page.latest_revision)} if page else {}
    return Client().get(f"/++api++{path}", link, headers=headers)


def assert_for_nobody_else(response: HttpResponse) -> None:
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert response["X-Robots-Tag"] == "noindex"
