"""Who saves a page is told that a table does not add up; the page is saved all the same."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.models import StandardPage
from tests.cms.staff import NO_FORMS
from tests.factories.figures import budget_of_2024, figures, group, row

OVER = "soit 7\xa0210\xa0€ de plus que le total imprimé dans le document, 118\xa0864,20\xa0€."


def posted(*tables: dict[str, Any]) -> dict[str, str]:
    """Return what the editor sends of a page whose body is made of tables, amounts in French."""
    data = NO_FORMS | {"title": "Le budget", "slug": "le-budget"}
    data |= {"body-count": str(len(tables))}
    for place, table in enumerate(tables):
        data |= child(f"body-{place}", place, type="figures")
        data |= fields(f"body-{place}-value", table)
    return data


def child(name: str, place: int, **more: str) -> dict[str, str]:
    return {f"{name}-{key}": value for key, value in more.items()} | {
        f"{name}-order": str(place),
        f"{name}-deleted": "",
        f"{name}-id": "",
    }


def fields(name: str, value: dict[str, Any]) -> dict[str, str]:
    data = {}
    for key, part in value.items():
        if not isinstance(part, list):
            text = "" if part is None else str(part)
            comma = key in {"amount", "printed_total"}
            data[f"{name}-{key}"] = text.replace(".", ",") if comma else text
            continue
        data[f"{name}-{key}-count"] = str(len(part))
        for place, item in enumerate(part):
            data |= child(f"{name}-{key}-{place}", place, type="item")
            data |= fields(f"{name}-{key}-{place}-value", item)
    return data


def told(response: Any) -> list[str]:
    return [str(m) for m in get_messages(response.wsgi_request) if m.level_tag == "warning"]


def create(admin: Client, site: Any, *tables: dict[str, Any], **data: str) -> Any:
    url = reverse("wagtailadmin_pages:add", args=["passeur_cms", "standardpage", site.root_page_id])
    return admin.post(url, posted(*tables) | data)


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_new_page_with_a_wrong_total_is_saved_as_typed_and_told(admin, site, action) -> None:
    response = create(admin, site, budget_of_2024(), **action)

    assert response.status_code == 302
    (warning,) = told(response)
    assert warning.startswith("Tableau «\xa0Budget de l’alliance, 2024\xa0». Dépenses\xa0: ")
    assert OVER in warning
    page = StandardPage.objects.get(slug="le-budget").get_latest_revision_as_object()
    (block,) = page.body
    assert block.value["groups"][1]["printed_total"] == Decimal("118864.20")
    assert [row["amount"] for row in block.value["groups"][1]["rows"]][3] == 7210


def test_page_is_told_again_each_time_it_is_edited(admin, site) -> None:
    create(admin, site)
    url = reverse("wagtailadmin_pages:edit", args=[Page.objects.get(slug="le-budget").pk])
    wrong = figures(group("A", row("a", "1"), printed="2"), title="<b>Coûts</b>")

    response = admin.post(url, posted(wrong, budget_of_2024()))
    html = admin.get(url).content.decode()

    assert response.status_code == 302
    assert html.count("La page est enregistrée telle quelle") == 2
    assert "Tableau «\xa0&lt;b&gt;Coûts&lt;/b&gt;\xa0»" in html


def test_totals_that_agree_are_not_talked_of(admin, site) -> None:
    right = figures(group("A", row("a", "1"), printed="1"), group("B", row("b", "1"), row("c")))

    assert told(create(admin, site, right)) == []


def test_editor_that_saves_by_itself_piles_up_no_warnings(admin, site) -> None:
    create(admin, site)
    url = reverse("wagtailadmin_pages:edit", args=[Page.objects.get(slug="le-budget").pk])

    response = admin.post(url, posted(budget_of_2024()), headers={"accept": "application/json"})

    assert json.loads(response.content)["success"]
    assert told(response) == []


def test_page_without_a_body_is_saved_as_before(admin, site) -> None:
    index = Page.objects.get(slug="initiatives").specific
    data = NO_FORMS | {"title": "Initiatives", "slug": "initiatives", "summary": ""}

    response = admin.post(reverse("wagtailadmin_pages:edit", args=[index.pk]), data)

    assert response.status_code == 302
    assert told(response) == []
