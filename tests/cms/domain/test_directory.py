"""The directory on a day: who belongs, and who speaks for whom."""

from __future__ import annotations

import datetime

import pytest
from wagtail.models import Site

from cms.domain.directory import directory, on
from cms.models import Alliance, Membership, Office, Organisation, Partnership
from tests.factories.cms import make_territory

OLD, NEW = datetime.date(2023, 12, 1), datetime.date(2026, 6, 1)
ELECTION = datetime.date(2026, 4, 1)


@pytest.fixture
def alliance(site: Site) -> Alliance:
    """An alliance of two members, of which one left after an election, and a partner."""
    alliance = site.alliance
    alliance.organisation = Organisation.objects.create(name="AILB", slug="ailb", founded_year=2019)
    alliance.save()
    epci = make_territory("Blain", "epci", population=16000, population_year=2022)
    for name in ("Blain", "Saffré"):
        make_territory(name, parents=[epci])
    blain = Organisation.objects.create(name="Pays de Blain", slug="blain", territory=epci)
    redon = Organisation.objects.create(name="Redon", slug="redon")
    Membership.objects.create(alliance=alliance, organisation=blain)
    Membership.objects.create(alliance=alliance, organisation=redon, ends=ELECTION)
    eo = Organisation.objects.create(name="ÉO", slug="eo", kind="Agence")
    Partnership.objects.create(alliance=alliance, organisation=eo)
    Office.objects.create(organisation=blain, title="Présidente", holder="Avant", ends=ELECTION)
    Office.objects.create(organisation=blain, title="Présidente", holder="Après", starts=ELECTION)
    Office.objects.create(
        organisation=alliance.organisation, kind="team", title="Cheffe de projet", share="0.8"
    )
    return alliance


def test_directory_tells_all_with_dates(site: Site, alliance: Alliance) -> None:
    told = directory(site.root_page)

    assert (told["alliance"]["name"], told["alliance"]["founded"]) == (alliance.name, "2019")
    assert told["alliance"]["offices"][0]["share"] == "0.80"
    blain, redon = told["members"]
    assert (blain["population"], blain["population_year"], blain["communes"]) == (16000, 2022, 2)
    assert [office["holder"] for office in blain["offices"]] == ["Avant", "Après"]
    assert (redon["name"], redon["ends"]) == ("Redon", "2026-04-01")
    assert [(body["name"], body["kind"]) for body in told["partners"]] == [("ÉO", "Agence")]


def test_population_of_a_body_is_its_own_before_that_of_its_territory(site, alliance) -> None:
    Organisation.objects.filter(slug="blain").update(population=0)
    Organisation.objects.filter(slug="eo").update(population=2_500_000, population_year=2020)

    told = directory(site.root_page)

    found = [(body["population"], body["population_year"]) for body in told["members"]]
    assert found == [(0, None), (None, None)]
    (partner,) = told["partners"]
    assert (partner["population"], partner["population_year"]) == (2_500_000, 2020)


@pytest.mark.parametrize(
    ("day", "members", "president"),
    [
        (OLD, ["Pays de Blain", "Redon"], "Avant"),
        (ELECTION - datetime.timedelta(days=1), ["Pays de Blain", "Redon"], "Avant"),
        (ELECTION, ["Pays de Blain"], "Après"),
        (NEW, ["Pays de Blain"], "Après"),
    ],
)
def test_day_decides_who_belongs_and_who_presides(site, alliance, day, members, president):
    told = on(day, directory(site.root_page))

    assert [member["name"] for member in told["members"]] == members
    assert [office["holder"] for office in told["members"][0]["offices"]] == [president]


def test_site_without_alliance_has_an_empty_directory(site: Site) -> None:
    site.alliance.delete()
    page = site.root_page

    assert directory(page) == {"alliance": None, "members": [], "partners": []}
    assert on(NEW, directory(page)) == directory(page)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_directory_costs_the_same_for_any_number_of_members(
    site: Site, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        body = Organisation.objects.create(name=f"Membre {number}", slug=f"membre-{number}")
        Membership.objects.create(alliance=site.alliance, organisation=body)
        Office.objects.create(organisation=body, title="Présidente")

    with django_assert_num_queries(6):
        assert len(directory(site.root_page)["members"]) == count
