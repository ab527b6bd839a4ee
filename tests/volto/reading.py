"""What the tests of Volto know of the demo, and how they read a page."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import urllib3
from bs4 import BeautifulSoup
from playwright.sync_api import Page

ALLIANCE = "Alliance Intermétropolitaine Loire Bretagne"
INITIATIVE = "À Blain, la rue Denis-Papin change ses lampes"
EPISODE = "Collectivité recherche foncier, épisode 1"
EPISODE_SLUG = "collectivite-recherche-foncier/episode-1"
MISSING = "/initiatives/absente"
# Address, title, and words of the page's own text.
PAGES = [
    ("/", ALLIANCE, "une troisième loge des familles dans un ancien restaurant"),
    ("/initiatives", "Initiatives", INITIATIVE),
    ("/initiatives/pays-de-blain", "Pays de Blain", INITIATIVE),
    (
        "/initiatives/pays-de-blain/rue-denis-papin-blain",
        INITIATIVE,
        "Remplacer des lampes n’inaugure rien et ne se photographie guère.",
    ),
    ("/cycles", "Cycles", "Mobilités durables en milieu peu dense"),
    (
        "/cycles/mobilites-durables",
        "Mobilités durables en milieu peu dense",
        "accompagner le changement de comportement",
    ),
    ("/videos", "Vidéos", "Voici le premier."),
    (
        f"/videos/{EPISODE_SLUG}",
        EPISODE,
        "Voici le premier.",
    ),
]


def get(address: str) -> tuple[int, str, bytes]:
    """Return the status, the type and the body of an answer, whatever its status."""
    response = urllib3.request("GET", address, timeout=60, redirect=False, retries=False)
    return response.status, response.headers["Content-Type"].partition(";")[0], response.data


def rendered(address: str, status: int = 200) -> BeautifulSoup:
    """Return a page as Volto's server wrote it, before any script has run."""
    answered, kind, body = get(address)
    assert (answered, kind) == (status, "text/html")
    return BeautifulSoup(body, "html.parser")


def search(passeur: str, **params: Any) -> dict[str, Any]:
    return json.loads(get(f"{passeur}/++api++/@search?{urlencode(params)}")[2])


def titles(found: dict[str, Any]) -> list[str]:
    return [item["title"] for item in found["items"]]


def follow(tab: Page, place: str, name: str) -> None:
    """Follow the first link of a place whose text begins so: in lists a whole card is one."""
    links = tab.locator(place).locator("a")
    links.filter(has_text=re.compile(f"^{re.escape(name)}")).first.click()
