"""Ask the API as its clients do, over HTTP."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

HOME = "http://testserver"


def get(path: str, status: int = 200, **headers: str) -> Any:
    """Return the JSON that the API answers at a path below `/++api++`."""
    response = Client().get(f"/++api++{path}", headers=headers)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def get_titles(path: str) -> list[str]:
    return [item["title"] for item in get(path)["items"]]
