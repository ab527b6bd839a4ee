"""Who saves a plan is told of odd numbers, and refused years that it cannot show."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import RoadmapPage, RoadmapVersionPage
from tests.cms.staff import NO_FORMS, typed
from tests.factories.cms import make_roadmap
from tests.factories.roadmaps import action, axis, commitment, orientation

RIGHT = axis("1", "Relier", orientation("1.1", "Partager"), orientation("1.2", "Parler"))
WRONG = axis("2", "<b>Agir</b>", orientation("2.1", "Essayer"), orientation("2.3", "Rayonner"))


@pytest.fixture
def roadmap(site) -> RoadmapPage:
    return make_roadmap()


def posted(*axes: dict[str, Any], **more: str) -> dict[str, Any]:
    data = {"title": "Plan", "slug": "plan", "start_year": "2021", "end_year": "2023"}
    data["axes"] = streamfield([("axis", typed(value)) for value in axes])
    return NO_FORMS | nested_form_data(data) | more


def create(admin: Client, roadmap: RoadmapPage, *axes: dict[str, Any], **more: str) -> Any:
    args = ["passeur_cms", "roadmapversionpage", roadmap.pk]
    return admin.post(reverse("wagtailadmin_pages:add", args=args), posted(*axes, **more))


def told(response: Any) -> list[str]:
    return [str(m) for m in get_messages(response.wsgi_request) if m.level_tag == "warning"]


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_plan_with_odd_numbers_is_saved_as_typed_and_told(admin, roadmap, action) -> None:
    response = create(admin, roadmap, RIGHT, WRONG, RIGHT, axis("", "Sans numéro"), **action)

    assert response.status_code == 302
    assert told(response) == [
        "L’axe «\xa0Sans numéro\xa0» n’a pas de numéro. Le numéro 1 est donné à plusieurs axes. "
        "Le numéro 1.1 est donné à plusieurs orientations. "
        "Le numéro 1.2 est donné à plusieurs orientations. "
        "Le numéro 2.2 manque parmi les orientations. "
        "Le plan est enregistré tel quel\xa0: vérifiez sa numérotation."
    ]
    page = RoadmapVersionPage.objects.get(slug="plan").get_latest_revision_as_object()
    assert [block.value["number"] for block in page.axes] == ["1", "2", "1", ""]


def test_plan_is_told_of_again_each_time_it_is_edited(admin, roadmap) -> None:
    create(admin, roadmap, RIGHT)
    url = reverse("wagtailadmin_pages:edit", args=[RoadmapVersionPage.objects.get().pk])
    without = axis("", "<b>Agir</b>")

    admin.post(url, posted(RIGHT, without))
    html = admin.get(url).content.decode()

    assert "L’axe «\xa0&lt;b&gt;Agir&lt;/b&gt;\xa0» n’a pas de numéro." in html


def test_plan_well_numbered_is_not_talked_of(admin, roadmap) -> None:
    assert told(create(admin, roadmap, RIGHT)) == []


def test_editor_that_saves_by_itself_piles_up_no_warnings(admin, roadmap) -> None:
    create(admin, roadmap, RIGHT)
    url = reverse("wagtailadmin_pages:edit", args=[RoadmapVersionPage.objects.get().pk])

    response = admin.post(url, posted(WRONG), headers={"accept": "application/json"})

    assert response.json()["success"]
    assert told(response) == []


def test_year_outside_the_plan_is_refused_beside_the_axes(admin, roadmap) -> None:
    late = axis("1", "Relier", orientation("1.1", "Partager", action("Agir", commitment(2024))))

    response = create(admin, roadmap, late)

    assert response.status_code == 200
    assert response.context["form"].errors == {
        "axes": ["Action «\xa0Agir\xa0»\xa0: 2024 n’est pas une année du plan (2021 à 2023)."]
    }
    assert (
        "n\\u2019est pas une ann\\u00e9e du plan (2021 \\u00e0 2023)" in response.content.decode()
    )
    assert not RoadmapVersionPage.objects.exists()
