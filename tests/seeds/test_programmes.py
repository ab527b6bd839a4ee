"""Every fact on programmes and decisions (seeds 003, 004) is entered, shown, served and found."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.formats import number_format
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from cms.domain.authoring import slug_of
from cms.models import HomePage, Organisation, ProgrammeIndexPage, ProgrammePage
from cms.web.moments import day_text
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_member, make_site, make_territory
from tests.factories.rows import plant
from tests.seeds.facts import Fact, facts_of

FACTS = {
    "petites-villes-de-demain": facts_of("programme", "programme", "pillar"),
    "labo-quartiers-en-transition": facts_of("decision", "programme", "organisation", "decision"),
}
# Where the form and the API keep what the facts tell of a decision.
DECISION = {
    "body": "authority_name",
    "date": "date",
    "number": "number",
    "rapporteur": "rapporteur_name",
    "subject": "subject",
    "vote": "vote_words",
    "amount": "amount",
    "year of the amount": "budget_year",
    "beneficiary": "beneficiary_name",
    "published": "online_from",
    "months of publication": "online_months",
    "sent to the prefecture": "sent_to_prefecture_on",
    "received by the prefecture": "received_by_prefecture_on",
    "where the original is": "original_place",
    "address": "original_address",
}
ROWS = ("pillars", "contacts", "payments", "beneficiary_territories", "page_territories")
ROWS += ("agreements", "plans", "reminders")


def facts_about(seed: str, *holders: str) -> list[Fact]:
    return [fact for fact in FACTS[seed].values() if fact["holder"] in holders]


def entered(facts: list[Fact]) -> dict[str, Any]:
    """Return what the form of a programme is sent, to hold some facts."""
    data: dict[str, Any] = {name: [] for name in (*ROWS, "body", "aims", "activities")}
    for fact in facts:
        enter(fact["field"], fact["value"], data)
    data |= {name: "\n".join(data[name]) for name in ("aims", "activities")}
    data |= {name: inline_formset(data[name]) for name in ROWS}
    data |= {"body": streamfield(data["body"])}
    return NO_FORMS | nested_form_data(data)


def enter(field: str, value: Any, data: dict[str, Any]) -> None:
    match field, value:
        case "title", _ if "title" not in data:
            data["title"] = value
        case "title", _:
            data["pillars"].append({"title": value, "text": ""})
        case "body", _:
            data["pillars"][-1]["text"] += value
        case "key figure", {"percent": percent, "of": whole}:
            data["pillars"][-1]["text"] += f"{percent}\u00a0% d’un {whole}"
        case "key figure", {"number": number, "territory": place}:
            figure = {"value": str(number), "label": f"communes de {place}"}
            data["body"].append(("key_figure", figure))
        case "key figure", _:
            figure = {"value": number_format(value, force_grouping=True), "label": "habitants"}
            data["body"].append(("key_figure", figure))
        case "key figures", _:
            data["body"].append(("heading", value))
        case "aims", _:
            data["aims"].append(value)
        case "session", _:
            data["activities"].append(value)
        case "beneficiaries", _:
            data["beneficiaries"] = value
        case "animator", _:
            known = Organisation.objects.filter(name=value).first()
            data["animator"] = known.pk if known else ""
            data["animator_name"] = "" if known else value
        case "start year", _:
            data["start_year"] = value
        case "local contact by office", _:
            data["contacts"].append({"office": value})
        case "funder", _:
            data["payments"].append({"funder": value})
        case "agreement", _:
            data["agreements"].append({"title": value})
        case "related plan", _:
            data["plans"].append({"tie": "linked", "title": value})
        case "prepares", {"what": what, "from": year}:
            data["plans"].append({"tie": "prepares", "title": what, "start_year": year})
        case "beneficiary territory", _:  # a town of the alliance
            town = {"territory": make_territory(value).pk}
            data["beneficiary_territories"].append(town)
        case "beneficiary territories" | "beneficiary quarter", _:
            names = value if isinstance(value, list) else [value]
            data["beneficiary_territories"] += [{"name": name} for name in names]
        case "member", _:
            place = make_member(value).organisation.territory
            data["page_territories"].append({"territory": place.pk})
        case "territories", _:
            places = [make_territory(name, "region") for name in value]
            data["page_territories"] += [{"territory": place.pk} for place in places]
        case "taken from", _:
            excerpt = {"text": rich_text("<p>Extrait.</p>"), "source": value}
            data["body"].append(("excerpt", excerpt))
        case "reminder", _:
            data["reminders"].append({"due": "2031-01-31", "note": "", "sentence": value})
        case "number of pillars", _:
            pass  # it is counted
        case _:
            raise AssertionError(f"no place for {field}")


def shown(field: str, value: Any) -> list[str]:
    """Return the words in which people read a fact."""
    match field, value:
        case "number of pillars", _:
            return [f"{value} piliers"]
        case "key figure", {"percent": percent, "of": whole}:
            return [f"{percent} % d’un {whole}"]
        case "key figure", {"number": number, "territory": place}:
            return [str(number), place]
        case "prepares", {"what": what, "from": year}:
            return [f"Prépare {what}, à partir de {year}"]
        case "related plan", _:
            return [f"En lien avec {value}"]
        case "start year", _:
            return [f"depuis {value}"]
        case "months of publication", _:
            return [f"pendant {value} mois"]
        case "amount", _:
            return ["5 000 €"]
        case "year of the amount", _:
            return [f"au titre de {value}"]
        case _, datetime.date():
            return [day_text(value)]
        case _, int():
            return [number_format(value, force_grouping=True)]
    return value if isinstance(value, list) else [value]


def served(field: str, content: dict[str, Any]) -> Any:
    """Return what the API says where it should tell a fact of a programme."""
    match field:
        case "number of pillars":
            return len(content["pillars"])
        case "session":
            return content["activities"]
        case "animator":
            return content["animator_name"]
        case "kind":
            return content["animator"]["kind"]
        case "related plan" | "prepares":
            return [
                {"what": plan["title"], "from": plan["start_year"]}
                if plan["tie"]["token"] == "prepares"
                else plan["title"]
                for plan in content["plans"]
            ]
        case "local contact by office":
            return [contact["office"] for contact in content["contacts"]]
        case "funder":
            return [payment["funder"] for payment in content["payments"]]
        case "agreement":
            return [agreement["title"] for agreement in content["agreements"]]
        case "member" | "territories":
            return [place["name"] for place in content["territories"]]
        case "title":
            return [content["title"], *(pillar["title"] for pillar in content["pillars"])]
        case "body":
            return [pillar["text"] for pillar in content["pillars"]]
        case "reminder":
            return content["more_soon"]
        case "taken from":
            html = BeautifulSoup(content["text"]["data"], "html.parser")
            told = [plain(words) for words in html.stripped_strings]
            return [words.removeprefix("Texte repris : ") for words in told]
        case "key figure" | "key figures":
            return content["text"]["data"] + " ".join(row["text"] for row in content["pillars"])
    if field.startswith("beneficiary "):
        return [place["name"] for place in content["beneficiary_territories"]]
    return content[field.replace(" ", "_")]


@pytest.fixture
def staff(db: None) -> Client:
    make_site()
    plant(HomePage.objects.get(), ProgrammeIndexPage(title="Dispositifs"))
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    return staff


def send(staff: Client, url: str, data: dict[str, Any]) -> None:
    response = staff.post(url, data)
    assert response.status_code == 302, response.context["form"].errors


def enter_programme(staff: Client, seed: str) -> str:
    """Enter a programme and the body that runs it; return the address of its page."""
    for fact in facts_about(seed, "organisation"):
        add = reverse("wagtailsnippets_passeur_cms_organisation:add")
        body = {"name": "RésO Villes", "slug": "reso-villes", "kind": fact["value"]}
        send(staff, add, NO_FORMS | body)
    index = ProgrammeIndexPage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=("passeur_cms", "programmepage", index.pk))
    data = entered(facts_about(seed, "programme", "pillar"))
    send(staff, add, data | {"slug": seed, "action-publish": "1"})
    return f"/dispositifs/{seed}"


def plain(text: str) -> str:
    """Return a text on one line, with the spaces of a keyboard."""
    return " ".join(text.split()).replace(" ,", ",")


def read(path: str) -> str:
    html = BeautifulSoup(Client().get(f"{path}/").content, "html.parser")
    return plain(html.find("main").get_text(" "))


def assert_told(fact: Fact, text: str, path: str) -> None:
    """Check that a page shows a fact and that its words, where it has some, find it."""
    value = fact["value"]
    for words in shown(fact["field"], value):
        assert plain(words).casefold() in text.casefold(), fact["id"]
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    for words in texts if fact["field"] != "amount" else []:
        found = Client().get("/++api++/@search", {"SearchableText": words}).json()["items"]
        assert f"http://testserver{path}" in [item["@id"] for item in found], fact["id"]


@pytest.mark.parametrize("seed", FACTS)
def test_programme_of_the_seeds_is_entered_shown_served_and_found(staff: Client, seed: str) -> None:
    path = enter_programme(staff, seed)

    text, content = read(path), Client().get(f"/++api++{path}").json()
    for fact in facts_about(seed, "programme", "pillar", "organisation"):
        assert_told(fact, text, path)
        field, value = fact["field"], fact["value"]
        found = served(field, content)
        if field.startswith("key figure"):
            assert all(plain(words) in plain(found) for words in shown(field, value)), fact["id"]
        elif isinstance(value, list):
            assert set(value) <= set(found), fact["id"]
        else:
            assert value in (found if isinstance(found, list) else [found]), fact["id"]


def test_decision_of_the_seeds_is_entered_shown_served_and_found(staff: Client) -> None:
    (programme,) = (seed for seed in FACTS if facts_about(seed, "decision"))
    parent = enter_programme(staff, programme)
    facts = facts_about(programme, "decision")
    typed = {DECISION[fact["field"]]: fact["value"] for fact in facts} | {"amount": "5 000,00 €"}
    page = ProgrammePage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=("passeur_cms", "decisionpage", page.pk))
    data = {**typed, "title": "Contribution", "slug": slug_of("Contribution")}
    data |= {"body": streamfield([]), "action-publish": "1"}

    send(staff, add, NO_FORMS | nested_form_data(data))

    path = f"{parent}/contribution"
    text, content = read(path), Client().get(f"/++api++{path}").json()
    for fact in facts:
        assert_told(fact, text, path)
        value = fact["value"]
        expected = value.isoformat() if isinstance(value, datetime.date) else value
        assert str(content[DECISION[fact["field"]]]) == str(expected), fact["id"]
    listed = read(parent)
    for words in ("21 décembre 2023, nº 12", "À l’unanimité des suffrages exprimés", "5 000 €"):
        assert words in listed
