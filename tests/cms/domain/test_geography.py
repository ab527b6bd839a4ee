"""The shipped geography and its loading."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from shapely import union_all
from shapely.geometry import MultiPolygon, Point, shape

from cms.domain import geography
from cms.listing.tracking import tracking
from cms.models import FormerCommune, ListingRow, Organisation, Territory
from tests.factories.cms import make_initiative, make_member, make_site


@pytest.fixture
def france(db):
    geography.load()


def outline_of(territory: Territory) -> MultiPolygon:
    return shape({"type": "MultiPolygon", "coordinates": territory.outline})


def test_load_gives_each_level_its_number(france):
    assert Counter(Territory.objects.values_list("level", flat=True)) == {
        "region": 2,
        "departement": 4,
        "epci": 14,
        "commune": 240,
    }
    assert FormerCommune.objects.count() == 32
    assert Organisation.objects.filter(territory__level="epci").count() == 14


@pytest.mark.parametrize(
    ("level", "year", "total"), [("commune", 2023, 505_978), ("epci", 2022, 501_610)]
)
def test_load_population_has_one_vintage_a_level(france, level, year, total):
    territories = Territory.objects.filter(level=level)
    assert set(territories.values_list("population_year", flat=True)) == {year}
    assert territories.aggregate(total=Sum("population"))["total"] == total
    assert not territories.filter(population_source="").exists()


@pytest.mark.parametrize(
    ("siren", "communes"), [("243500741", 31), ("244400453", 4), ("200066777", 30)]
)
def test_load_puts_communes_in_their_intercommunalite(france, siren, communes):
    epci = Territory.objects.get(level="epci", code=siren)
    assert epci.children.filter(level="commune").count() == communes


def test_load_keeps_usual_and_official_name(france):
    blain = Territory.objects.get(siren="244400453")
    assert (blain.name, blain.official_name) == ("Pays de Blain", "CC du Pays de Blain")


def test_outlines_are_valid_and_contain_their_point(france):
    for territory in Territory.objects.filter(level__in=["epci", "commune"]):
        outline = outline_of(territory)
        assert outline.is_valid, territory
        assert outline.contains(Point(territory.lon, territory.lat)), territory


def test_outlines_leave_no_gap_between_neighbours(france):
    """An intercommunalité is exactly its communes: nothing lost, nothing counted twice."""
    for epci in Territory.objects.filter(level="epci"):
        areas = sum(outline_of(commune).area for commune in epci.children.filter(level="commune"))
        assert outline_of(epci).area == pytest.approx(areas, rel=1e-9)


def test_outlines_leave_no_hole_inside_the_alliance(france):
    """Monterrein and Saint-Géréon merged in 2019 and were drawn by nobody."""
    everything = union_all(
        [outline_of(territory) for territory in Territory.objects.filter(level="commune")]
    )
    assert [ring for part in everything.geoms for ring in part.interiors] == []


def test_merged_commune_has_the_outline_of_both(france, data):
    """Compared with the published outlines, drawn before the merger."""
    published = json.loads((data / "geo" / "ailb_communes_contours_2018.geojson").read_text())
    drawn = {f["properties"]["code"]: shape(f["geometry"]) for f in published["features"]}
    montauban = outline_of(Territory.objects.get(level="commune", code="35184"))
    both = drawn["35184"].union(drawn["35301"])
    assert montauban.symmetric_difference(both).area < both.area / 50


def test_load_again_writes_nothing(france):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        done = geography.load()
    writes = [
        q["sql"]
        for q in queries
        if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE", "REPLACE"}
    ]
    assert writes == []
    assert not any(upserted.created or upserted.updated for upserted in done.values())


def test_load_again_repairs_facts_and_leaves_names_to_staff(france):
    Territory.objects.filter(siren="244400537").update(name="Nozay Communauté", population=1)
    nozay = Territory.objects.get(siren="244400537")
    nozay.parents.clear()

    done = geography.load()

    nozay.refresh_from_db()
    assert (nozay.name, nozay.population) == ("Nozay Communauté", 16_406)
    assert [parent.name for parent in nozay.parents.all()] == ["Loire-Atlantique"]
    assert done["Territoires"].updated == [nozay]


def test_load_again_refreshes_the_listing_of_pages_there(france):
    make_site()
    redon = Territory.objects.get(level="commune", code="35236")
    page = make_initiative(folder=make_member(), territories=(redon,))
    right = ListingRow.objects.get(page=page).lon
    with tracking():
        redon.lon = 0.5
        redon.save()
    assert ListingRow.objects.get(page=page).lon == 0.5
    geography.load()
    assert ListingRow.objects.get(page=page).lon == right
