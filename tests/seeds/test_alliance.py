"""What the activity report (seed 000) tells of the alliance, of who governs it, of its letter."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse
from django.utils.formats import number_format
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.domain import geography
from cms.models import DirectoryPage, HomePage, Organisation
from newsletter.models import SeriesPage
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_site
from tests.factories.newsletter import DEFAULTS
from tests.factories.rows import plant
from tests.reading import text_of
from tests.seeds.facts import facts_of

ALLIANCE = "Alliance Intermétropolitaine Loire Bretagne"
# How the report names a body, and how the geography that ships with the plugin does.
BODIES = {
    "AILB": ALLIANCE,
    "Pays de Blain Communauté": "Pays de Blain",
    "CC de Brocéliande Communauté": "Brocéliande Communauté",
    "CA de Redon Agglomération": "Redon Agglomération",
    "CC de Châteaubriant-Derval": "Châteaubriant-Derval",
}
OFFICES = facts_of("activity_report", "directory")
OF_ALLIANCE = facts_of("activity_report", "alliance")
(LETTER,) = facts_of("activity_report", "letter").values()


def body_of(office: dict[str, Any]) -> str:
    return BODIES[office.get("organisation", "AILB")]


def line_of(fact: dict[str, Any]) -> dict[str, Any]:
    """Return an office as the form of an organisation is sent it."""
    told, team = fact["value"], fact["field"] == "team"
    line = {"kind": "team" if team else "governance", "starts": "", "ends": ""}
    line |= {"title": told["office"], "holder": told.get("holder", "")}
    return line | {"share": str(told["share"]) if team else ""}


def offices_of(body: str) -> Any:
    lines = [line_of(fact) for fact in OFFICES.values() if body_of(fact["value"]) == body]
    return inline_formset(lines)


def post(staff: Client, view: str, form: dict[str, Any], *args: Any) -> None:
    response = staff.post(reverse(view, args=args), nested_form_data(form))
    assert response.status_code == 302, response.context["form"].errors


@pytest.fixture(scope="module")
def staff(module_database: None) -> Client:
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    return staff


@pytest.fixture(scope="module")
def entered(staff: Client) -> None:
    """The bodies with their offices, typed into their forms; the members, into the alliance's."""
    site = make_site()
    geography.load()
    plant(site.root_page, DirectoryPage(title="Annuaire"))
    members = list(Organisation.objects.all())
    own = {
        fact["field"]: fact["value"]
        for fact in OF_ALLIANCE.values()
        if fact["field"] not in ("members", "communes")
    }
    form = own | {"slug": "alliance", "offices": offices_of(ALLIANCE)}
    post(staff, Organisation.snippet_viewset.get_url_name("add"), form)
    for name in {body_of(fact["value"]) for fact in OFFICES.values()} - {ALLIANCE}:
        body = Organisation.objects.get(name=name)
        kept = {key: value for key, value in model_to_dict(body).items() if value is not None}
        form = kept | {"offices": offices_of(name)}
        post(staff, Organisation.snippet_viewset.get_url_name("edit"), form, body.pk)
    alliance = Site.objects.get(pk=site.pk).alliance
    lines = [{"organisation": body.pk, "starts": "", "ends": ""} for body in members]
    form = {"site": site.pk, "name": own["name"], "memberships": inline_formset(lines)}
    form["organisation"] = Organisation.objects.get(slug="alliance").pk
    form["partnerships"] = inline_formset([])
    post(staff, type(alliance).snippet_viewset.get_url_name("edit"), form, alliance.pk)


def main_of(path: str) -> Tag:
    return BeautifulSoup(Client().get(path).content, "html.parser").main


def assert_found(words: str, title: str) -> None:
    found = Client().get("/++api++/@search", {"SearchableText": words}).json()["items"]
    assert [page["title"] for page in found] == [title], words


@pytest.mark.parametrize("name", OF_ALLIANCE)
def test_fact_of_the_alliance_is_shown_served_and_found(entered, db, name: str) -> None:
    field, value = (OF_ALLIANCE[name][key] for key in ("field", "value"))
    told = Client().get("/++api++/annuaire").json()
    section = main_of("/annuaire/").find("section")

    if field == "video_channel":
        assert value in [link["href"] for link in section("a")]
    else:
        written = number_format(value, force_grouping=True) if isinstance(value, int) else value
        words = {"members": f"{written} membres", "communes": f"{written} communes"}
        assert words.get(field, " ".join(str(written).split())) in text_of(section)
    if field == "members":
        assert len(told["members"]) == value
    elif field == "communes":
        assert sum(member["communes"] for member in told["members"]) == value
    else:
        assert told["alliance"][field] == value
    if field in ("name", "address", "email"):
        assert_found(value, "Annuaire")


@pytest.mark.parametrize("name", OFFICES)
def test_office_of_the_report_is_shown_served_and_found(entered, db, name: str) -> None:
    fact = OFFICES[name]
    office, body = fact["value"], body_of(fact["value"])
    told = Client().get("/++api++/annuaire").json()
    (lines,) = (each["offices"] for each in bodies(told) if each["name"] == body)
    expected = {**line_of(fact), "starts": None, "ends": None}
    if fact["field"] == "team":
        words = f"{office['office']} ({number_format(office['share'])} ETP)"
    else:
        words = f"{office['office']} : {office['holder']}"
        assert_found(office["holder"], "Annuaire")

    (heading,) = (tag for tag in main_of("/annuaire/")(["h2", "h3"]) if tag.get_text() == body)
    assert words in text_of(heading.parent)
    assert comparable(expected) in [comparable(line) for line in lines]
    assert_found(office["office"], "Annuaire")


def bodies(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [told["alliance"], *told["members"]]


def comparable(line: dict[str, Any]) -> dict[str, Any]:
    return line | {"share": float(line["share"]) if line["share"] else None}


def test_letter_of_the_report_is_entered_shown_served_and_found(entered, staff, db) -> None:
    home = HomePage.objects.get()
    title = LETTER["value"]

    url = reverse("wagtailadmin_pages:add", args=("passeur_newsletter", "seriespage", home.pk))
    sent = NO_FORMS | DEFAULTS | {"title": title, "action-publish": "1"}
    response = staff.post(url, sent)

    assert response.status_code == 302, response.context["form"].errors
    path = SeriesPage.objects.get().get_url()
    assert main_of(path).h1.get_text() == title
    assert Client().get(f"/++api++{path}").json()["title"] == title
    assert_found(title, title)
