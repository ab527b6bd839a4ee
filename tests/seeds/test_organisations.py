"""What the seeds tell of organisations is entered, shown on the directory, served and found."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.formats import number_format
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import DirectoryPage, Organisation
from cms.web.contents.directory import founded_text
from tests.factories.cms import make_site
from tests.factories.rows import plant
from tests.seeds.facts import facts_of

# Whose facts they are: the documents name them elsewhere than in the facts.
NAMES = {
    "roadmap": "Pôle métropolitain Loire Bretagne",
    "villages": "Association des maires ruraux de France (AMRF)",
    "energy": "Fédération FLAME",
}
FACTS = {
    f"{file}: {fact['id']}": (fact["id"].split("-")[0] if file == "library" else file, fact)
    for file in ("roadmap", "library")
    for fact in facts_of(file, "organisation").values()
}


def typed(field: str, value: Any) -> dict[str, Any]:
    """Return what the form of an organisation is sent, to hold a fact."""
    match field:
        case "name" | "population":
            return {field: value}
        case "founded":
            return {"founded_year": value} if isinstance(value, int) else {"founded_on": value}
        case "members":
            return {"about": f"{number_format(value, force_grouping=True)} membres."}
    raise AssertionError(f"no place for {field}")


def shown(field: str, value: Any) -> str:
    """Return the words in which people read a fact."""
    if field == "founded":
        return f"Création {founded_text(str(value))}"
    if field == "population":
        return f"Population {number_format(value, force_grouping=True)} habitants"
    return number_format(value, force_grouping=True) if field == "members" else value


def served(field: str, value: Any, body: dict[str, Any]) -> bool:
    """Tell whether the API says a fact of an organisation."""
    if field == "members":
        return shown(field, value) in body["about"]
    return body[field] == (str(value) if field == "founded" else value)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def entered(module_database: None) -> None:
    """The organisations, typed into their forms, and partners by the form of the alliance."""
    site = make_site()
    plant(site.root_page, DirectoryPage(title="Annuaire"))
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    for owner, name in NAMES.items():
        form = {"name": name, "slug": owner, "offices": inline_formset([])}
        for whose, fact in FACTS.values():
            if whose == owner:
                form |= typed(fact["field"], fact["value"])
        post(staff, Organisation.snippet_viewset.get_url_name("add"), form)
    alliance = Site.objects.get(pk=site.pk).alliance
    partners = [
        {"organisation": body.pk, "starts": "", "ends": ""} for body in Organisation.objects.all()
    ]
    form = {"site": site.pk, "name": alliance.name, "memberships": inline_formset([])}
    form["partnerships"] = inline_formset(partners)
    post(staff, type(alliance).snippet_viewset.get_url_name("edit"), form, alliance.pk)


def post(staff: Client, view: str, form: dict[str, Any], *args: Any) -> None:
    response = staff.post(reverse(view, args=args), nested_form_data(form))
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.parametrize("name", FACTS)
def test_fact_of_an_organisation_is_shown_served_and_found(entered, db, name: str) -> None:
    owner, fact = FACTS[name]
    field, value = fact["field"], fact["value"]

    html = BeautifulSoup(Client().get("/annuaire/").content, "html.parser")
    (told,) = (tag.parent for tag in html.find("main")("h3") if tag.get_text() == NAMES[owner])
    assert plain(shown(field, value)) in plain(told.get_text(" "))
    partners = Client().get("/++api++/annuaire").json()["partners"]
    (body,) = (each for each in partners if each["slug"] == owner)
    assert served(field, value, body)
    for words in [value] if isinstance(value, str) else []:
        found = Client().get("/++api++/@search", {"SearchableText": words}).json()["items"]
        assert [page["title"] for page in found] == ["Annuaire"]
