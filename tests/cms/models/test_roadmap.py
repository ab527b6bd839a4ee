"""Roadmaps and the versions of their plan: what may be written, and what the listing holds."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import (
    GovernanceBody,
    ListingRow,
    Organisation,
    RoadmapIndexPage,
    RoadmapPage,
    RoadmapVersionPage,
)
from tests.cms import staff
from tests.cms.listing.truth import assert_true
from tests.factories.cms import make_roadmap, make_roadmap_version
from tests.factories.roadmaps import a_plan, action, axis, commitment, orientation, plan


def row() -> ListingRow:
    return ListingRow.objects.get(type="RoadmapVersion")


def plan_of(*actions) -> str:
    return plan(axis("1", "Relier", orientation("1.1", "Partager", *actions)))


def test_versions_stand_below_a_roadmap_alone(site: Site) -> None:
    assert RoadmapIndexPage.allowed_subpage_models() == [RoadmapPage]
    assert RoadmapPage.allowed_subpage_models() == [RoadmapVersionPage]
    assert RoadmapVersionPage.allowed_parent_page_models() == [RoadmapPage]
    assert RoadmapVersionPage.allowed_subpage_models() == []


@pytest.mark.parametrize(
    ("actions", "sentence"),
    [
        ([action("Agir", commitment(2024))], "2024 n’est pas une année du plan (2021 à 2023)."),
        (
            [action("Tout", sub_actions=[action("Agir", commitment(2020))])],
            "2020 n’est pas une année du plan (2021 à 2023).",
        ),
        (
            [action("Agir", commitment(2021), commitment(2021))],
            "l’année 2021 est donnée deux fois.",
        ),
    ],
)
def test_commitment_that_no_column_can_show_is_refused_in_french(site, actions, sentence) -> None:
    with pytest.raises(ValidationError) as refused:
        make_roadmap_version(publish=False, axes=plan_of(*actions)).full_clean()

    assert refused.value.message_dict == {"axes": [f"Action «\xa0Agir\xa0»\xa0: {sentence}"]}


def test_plan_that_ends_before_it_begins_is_refused_and_nothing_else_is_said(site: Site) -> None:
    page = make_roadmap_version(publish=False, end_year=2020, axes=a_plan())

    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["end_year"]


def test_draft_may_lack_whatever_is_not_known_yet(site: Site) -> None:
    axes = plan_of(action("", commitment(None), commitment(None)))
    page = make_roadmap_version(publish=False, axes=axes)

    page.clean()
    (told,) = page.listing_fields()["axes"]
    (told,) = told["orientations"][0]["actions"]
    assert (told["title"], told["commitments"][0]["year"]) == ("", None)


def test_fields_tell_the_whole_plan(site: Site) -> None:
    make_roadmap_version(axes=a_plan(), adopted_on=datetime.date(2021, 3, 1), version_year=2021)

    fields = row().fields

    assert fields.keys() >= {"start_year", "end_year", "version_year", "adopted_on", "axes"}
    assert (fields["start_year"], fields["end_year"]) == (2021, 2023)
    assert (fields["version_year"], fields["adopted_on"]) == (2021, "2021-03-01")
    (told,) = fields["axes"]
    assert (told["number"], told["title"]) == ("1", "Relier les territoires")
    first, second = told["orientations"]
    assert (first["number"], first["note"]) == ("1.1", "Numérotée 1.2 sur le schéma.")
    assert [each["title"] for each in first["actions"]] == ["Réunir le groupe"]
    (theme,) = first["themes"]
    part = {
        "title": "Recenser les lignes",
        "resources": ["Agence"],
        "expected_results": [],
        "parties": [],
        "commitments": [
            {"year": 2021, "level": {"token": "high", "title": "Fort"}, "arbitration": False}
        ],
    }
    assert theme["title"] == "Mobilités"
    assert theme["actions"] == [
        {
            "title": "Tracer un schéma",
            "resources": ["Agence d’urbanisme"],
            "expected_results": ["Un document", "Une carte"],
            "parties": ["Régions", "Villes moyennes"],
            "commitments": [
                {
                    "year": 2021,
                    "level": {"token": "medium", "title": "Moyen"},
                    "arbitration": False,
                },
                {"year": 2022, "level": {"token": "high", "title": "Fort"}, "arbitration": True},
                {"year": 2023, "level": None, "arbitration": True},
            ],
            "sub_actions": [part],
        }
    ]
    assert second["actions"][0]["commitments"] == []


@pytest.mark.parametrize(
    "words",
    [
        "schéma",
        "recenser",
        "agence",
        "carte",
        "villes moyennes",
        "mobilités",
        "relier",
        "numérotée",
    ],
)
def test_search_finds_a_plan_by_any_of_its_words(site: Site, words: str) -> None:
    make_roadmap_version(axes=a_plan())
    make_roadmap_version("Autre plan")

    found = find(Query(text=words, types=["RoadmapVersion"]), site)
    assert [row.title for row in found] == ["Plan d’action 2021-2023"]


@pytest.mark.parametrize("words", ["pilotage", "accessibilité", "syndical", "annuelle", "pmlb"])
def test_search_finds_a_roadmap_by_who_carries_and_steers_it(site: Site, words: str) -> None:
    body = GovernanceBody(name="Comité syndical", role="Pilotage", groups="Accessibilité\nÉtudes")
    structure = Organisation.objects.create(name="PMLB", slug="pmlb")
    make_roadmap(review="Révision annuelle", structure=structure, governance_bodies=[body])
    make_roadmap("Une autre")

    found = find(Query(text=words, types=["Roadmap"]), site)
    assert [row.title for row in found] == ["Coopérer d’une rive à l’autre"]


def test_adoption_decides_the_quarter_and_years_are_those_of_the_plan(site: Site) -> None:
    day = datetime.date(2021, 3, 1)
    page = make_roadmap_version(adopted_on=day)
    assert (row().effective, row().years) == (day, [2021, 2022, 2023])

    authoring.update(page, {"effective": datetime.date(2021, 5, 1)}, publish=True)
    assert row().effective == datetime.date(2021, 5, 1)


def test_row_of_a_roadmap_follows_the_organisation_that_carries_it(site: Site) -> None:
    structure = Organisation.objects.create(name="Pôle", slug="pole")
    make_roadmap(structure=structure)
    structure.name = "Pôle métropolitain"

    with tracking():
        structure.save()

    assert ListingRow.objects.get(type="Roadmap").fields["structure"] == "Pôle métropolitain"
    assert_true()


def test_new_version_is_a_copy_of_the_old_one_with_its_whole_plan(site, admin: Client) -> None:
    old = make_roadmap_version(axes=a_plan(), version_year=2021)
    above = old.get_parent()

    staff.copy(admin, old, above, "plan-2022", alias=False, live=False, title="Plan 2022")
    new = RoadmapVersionPage.objects.get(slug="plan-2022")
    authoring.update(new, {"version_year": 2022}, publish=True)

    assert Page.objects.child_of(above).count() == 2
    first, second = ListingRow.objects.filter(type="RoadmapVersion").order_by("tree_path")
    assert first.fields | {"version_year": 2022} == second.fields
    assert_true()
