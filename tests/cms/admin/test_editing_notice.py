"""Who saves a page is told what would make it easier to read; the page is saved all the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import StandardPage
from tests.cms.staff import NO_FORMS
from tests.factories.rows import plant

LINK = "<p>Le dossier est <a href='https://example.org/'>ici</a>.</p>"


def create(admin: Client, site: Site, summary: str = "", link: str = LINK, **more: str) -> Any:
    body = [("text", rich_text(link, features=["link"]))]
    data = {"title": "À propos", "slug": "a-propos", "summary": summary, "body": streamfield(body)}
    url = reverse("wagtailadmin_pages:add", args=["passeur_cms", "standardpage", site.root_page_id])
    return admin.post(url, NO_FORMS | nested_form_data(data | more))


def told(response: Any) -> list[str]:
    return [str(m) for m in get_messages(response.wsgi_request) if m.level_tag == "info"]


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_hints_come_in_one_message_and_the_page_is_saved(admin, site, action) -> None:
    response = create(admin, site, **action)

    assert response.status_code == 302
    (message,) = told(response)
    assert message.count("<li>") == 2
    assert "<li>Le résumé est vide" in message
    assert "<li>Le lien «\xa0ici\xa0» ne dit pas où il mène" in message
    assert StandardPage.objects.get().live is bool(action)


def test_page_that_is_well_written_is_saved_without_a_word(admin, site) -> None:
    summary = "Qui nous sommes, ce que nous faisons ensemble et comment nous écrire."
    assert told(create(admin, site, summary, LINK.replace("ici", "sur le site des maires"))) == []


def test_what_was_typed_is_shown_as_typed(admin, site) -> None:
    response = create(admin, site, link=LINK.replace("ici", "https://x.org/&lt;b&gt;"))

    assert "https://x.org/&lt;b&gt;" in told(response)[0]


def test_editor_that_saves_by_itself_piles_up_no_messages(admin, site) -> None:
    page = plant(site.root_page, StandardPage(title="À propos"))
    data = {"title": "À propos", "slug": "a-propos", "summary": "", "body": streamfield([])}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = admin.post(
        url, NO_FORMS | nested_form_data(data), headers={"accept": "application/json"}
    )

    assert response.json()["success"]
    assert told(response) == []
