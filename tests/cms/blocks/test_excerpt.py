"""A text taken from elsewhere: entered, shown with its source, and told to clients."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.blocks.excerpt import TEXT_FEATURES
from cms.blocks.html import plain_html
from cms.models import StandardPage
from tests.cms.blocks.bodies import PATH, blocks_of, make_page
from tests.cms.staff import NO_FORMS
from tests.factories.rows import plant

EXCERPT = {
    "text": "<p>L’eau <i>n’attend pas</i>.</p><ul><li>un</li></ul>",
    "source": "Revue des régies",
    "url": "https://revue.example.org/eau",
    "consulted_on": "2024-06-01",
    "licence": "CC BY 4.0",
}
BARE = {"text": "<p>Un mot.</p>", "source": "Une <revue>", "url": "", "consulted_on": None}


def shown(site: Site, value: dict[str, Any]) -> Tag:
    body = json.dumps([{"type": "excerpt", "value": value}])
    page = plant(site.root_page, StandardPage(title="Repris", body=body))
    html = BeautifulSoup(Client().get(page.get_url()).content, "html.parser")
    return html.find("figure", class_="excerpt")


def test_page_shows_the_text_as_a_quotation_with_its_source_as_caption(site: Site) -> None:
    figure = shown(site, EXCERPT)

    assert figure.blockquote["cite"] == "https://revue.example.org/eau"
    assert figure.blockquote.i.get_text() == "n’attend pas"
    assert figure.figcaption.get_text() == (
        "Texte repris\xa0: Revue des régies, consulté le 1er\xa0juin 2024 – Licence\xa0: CC BY 4.0"
    )
    assert figure.figcaption.a["href"] == "https://revue.example.org/eau"


def test_page_says_nothing_of_what_is_not_known_of_the_source(site: Site) -> None:
    figure = shown(site, BARE)

    assert "cite" not in figure.blockquote.attrs
    assert figure.figcaption.get_text() == "Texte repris\xa0: Une <revue>"
    assert figure.figcaption.a is None


@pytest.mark.usefixtures("site")
def test_plain_html_names_the_source_after_the_quotation() -> None:
    assert plain_html(make_page(("excerpt", EXCERPT), ("excerpt", BARE)), PATH) == (
        "<blockquote><p>L’eau <i>n’attend pas</i>.</p><ul><li>un</li></ul></blockquote>"
        '<p>Texte repris\xa0: <a href="https://revue.example.org/eau">Revue des régies</a>'
        ", consulté le 1er\xa0juin 2024 – Licence\xa0: CC BY 4.0</p>"
        "<blockquote><p>Un mot.</p></blockquote><p>Texte repris\xa0: Une &lt;revue&gt;</p>"
    )


@pytest.mark.usefixtures("site")
def test_volto_gets_a_quotation_and_a_paragraph_with_the_link() -> None:
    quotation, source = blocks_of(make_page(("excerpt", EXCERPT)))

    assert quotation["value"][0]["type"] == "blockquote"
    assert quotation["plaintext"] == "L’eau n’attend pas.\nun"
    assert source["plaintext"].startswith(
        "Texte repris\xa0: Revue des régies, consulté le 1er\xa0juin 2024"
    )
    link = source["value"][0]["children"][1]
    assert link["data"] == {"url": "https://revue.example.org/eau"}


@pytest.mark.usefixtures("site")
def test_address_that_runs_something_leaves_the_name_of_the_source() -> None:
    page = make_page(("excerpt", EXCERPT | {"url": "javascript:a()"}))

    assert "<p>Texte repris\xa0: Revue des régies, consulté le" in plain_html(page, PATH)


def publish(admin: Client, site: Site, value: dict[str, Any]) -> HttpResponse:
    """Publish a page with one excerpt through the editor's form."""
    value = value | {"text": rich_text(value["text"], features=TEXT_FEATURES)}
    data = {"title": "Repris", "slug": "repris", "body": streamfield([("excerpt", value)])}
    data |= {"action-publish": "1"}
    url = reverse("wagtailadmin_pages:add", args=["passeur_cms", "standardpage", site.root_page_id])
    return admin.post(url, NO_FORMS | nested_form_data(data))


def test_excerpt_is_entered_in_the_editor_and_found_by_its_source(admin: Client, site: Site):
    response = publish(admin, site, EXCERPT)

    assert response.status_code == 302, response.context["form"].errors
    for text in ("régies", "attend"):
        found = Client().get("/++api++/@search", {"SearchableText": text}).json()["items"]
        assert [item["title"] for item in found] == ["Repris"]


def test_excerpt_without_a_source_is_refused(admin: Client, site: Site) -> None:
    response = publish(admin, site, EXCERPT | {"source": ""})

    assert response.status_code == 200
    assert "body" in response.context["form"].errors
    assert not StandardPage.objects.exists()
