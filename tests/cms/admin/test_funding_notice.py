"""Who saves an initiative is told that its fundings do not make its cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import InitiativePage
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_member


def create(admin: Client, cost: str, *amounts: str, **headers: str) -> Any:
    lines = [{"funder": "État", "amount": amount, "label": ""} for amount in amounts]
    data = NO_FORMS | {"title": "La régie", "slug": "la-regie", "body-count": "0"}
    data |= nested_form_data({"fundings": inline_formset(lines), "total_cost": cost})
    args = ("passeur_cms", "initiativepage", make_member().pk)
    return admin.post(reverse("wagtailadmin_pages:add", args=args), data, headers=headers)


def told(response: Any) -> list[str]:
    return [str(m) for m in get_messages(response.wsgi_request) if m.level_tag == "warning"]


@pytest.mark.parametrize(
    ("cost", "gap"), [("20 000", "4\xa0999,50\xa0€ de moins"), ("15000", "0,50\xa0€ de plus")]
)
def test_gap_is_told_and_the_page_saved_as_typed(admin, site, cost, gap) -> None:
    response = create(admin, cost, "10 000", "5000,50")

    assert response.status_code == 302
    (warning,) = told(response)
    assert "La somme des financements est de 15\xa0000,50\xa0€" in warning
    assert f"soit {gap} que le coût total" in warning
    page = InitiativePage.objects.get().get_latest_revision_as_object()
    assert (page.total_cost, page.fundings.count()) == (int(cost.replace(" ", "")), 2)


@pytest.mark.parametrize(
    ("cost", "amounts"), [("15000", ["10000", "5000"]), ("", ["1"]), ("15000", []), ("0", ["0"])]
)
def test_nothing_is_said_where_nothing_differs_or_is_known(admin, site, cost, amounts) -> None:
    response = create(admin, cost, *amounts)

    assert response.status_code == 302
    assert told(response) == []
    assert InitiativePage.objects.get().total_cost == (None if cost == "" else int(cost))


def test_editor_that_saves_by_itself_piles_up_no_warnings(admin, site) -> None:
    response = create(admin, "2", "1", accept="application/json")

    assert told(response) == []
