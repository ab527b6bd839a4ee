"""The document as a page for people."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client

from cms.restapi.services import SERVICES
from tests.reading import text_of


def read(path: str = "/++api++/@@docs") -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_page_tells_of_every_service_and_links_to_it(document):
    page = read()

    assert page.h1.string == "L’interface de Passeur"
    assert {link.string for link in page.select("nav.api-contents a")} >= {"contenu", *SERVICES}
    headings = {heading.string for heading in page.select("section.api-service h2")}
    assert headings >= {"contenu", *SERVICES}
    anchors = [tag["id"] for tag in page.select("[id]")]
    assert len(anchors) == len(set(anchors))
    within = {link["href"][1:] for link in page.select("main a[href^='#']")}
    assert within <= set(anchors)


def test_page_says_what_is_asked_and_what_is_answered(document):
    text = text_of(read().main)

    assert "GET /{path}/@search" in text
    assert "POST /{path}/@querystring-search" in text
    assert "bbox texte, dans l’adresse" in text
    assert "410 Error La page n’est plus en ligne." in text


def test_page_needs_no_script_and_nothing_of_others(document):
    page = read()

    assert page.select("script, style, [style], [onclick]") == []
    assets = [tag.get("src") or tag["href"] for tag in page.select("link[rel=stylesheet], img")]
    assert assets
    assert all(address.startswith("/") for address in assets)


def test_page_is_only_read(document):
    response = Client().post("/++api++/@@docs")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
