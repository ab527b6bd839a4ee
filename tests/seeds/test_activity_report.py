"""Every fact of the activity report (seed 000) about the report itself and its budget is entered,
shown, served and found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import HomePage, ReportIndexPage, ReportPage
from tests.cms.staff import NO_FORMS, typed
from tests.factories.cms import make_site
from tests.factories.figures import budget_of_2024, figures, group, row
from tests.factories.rows import plant
from tests.reading import text_of
from tests.seeds.facts import facts_of

FACTS = facts_of("activity_report", "activity report", "budget")
PATH = "/rapports-d-activite/rapport"
NOTE = "La ligne Déchets n’entre pas dans le total que le rapport imprime."
EXCESS = "soit 7\xa0210\xa0€ de plus que le total imprimé dans le document, 118\xa0864,20\xa0€."


def values(field: str) -> list[Any]:
    return [fact["value"] for fact in FACTS.values() if fact["field"] == field]


def costs_of_2023() -> dict[str, Any]:
    rows = [row(cost["label"], cost["amount"]) for cost in values("cost of an action")]
    return figures(group("Actions", *rows), title="Coûts par action", kind="costs", year=2023)


def in_french(value: Any) -> Any:
    """Return a table with its amounts as one types them."""
    if isinstance(value, list):
        return [in_french(part) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        name: part.replace(".", ",")
        if name in {"amount", "printed_total"} and part
        else in_french(part)
        for name, part in value.items()
    }


def form() -> dict[str, Any]:
    """Return what staff type: the three acts, the key figure and both tables."""
    (year,), (share,) = values("year"), values("key figure")
    acts = [
        {
            "heading": act["title"],
            "start_year": act["from"],
            "end_year": act["to"],
            "introduction": rich_text("<p>Nos mots sur cet acte.</p>"),
            "pages": streamfield([]),
        }
        for act in values("chapter")
    ]
    figure = {"value": f"{share['percent']}\xa0%", "label": f"du {share['of']}"}
    budget = budget_of_2024() | {"note": NOTE}
    body = [
        *(("chapter", act) for act in acts),
        ("key_figure", figure),
        *(("figures", typed(in_french(table))) for table in (budget, costs_of_2023())),
    ]
    return {
        "title": "Rapport d’activité",
        "slug": "rapport",
        "year": year,
        "editorial": rich_text("<p>Une année bien remplie.</p>"),
        "body": streamfield(body),
    }


@pytest.fixture(scope="module")
def warnings(module_database: None) -> list[str]:
    """Return what staff are warned of when they publish the report, typed into the admin's form."""
    make_site()
    index = plant(HomePage.objects.get(), ReportIndexPage(title="Rapports d’activité"))
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    url = reverse("wagtailadmin_pages:add", args=("passeur_cms", "reportpage", index.pk))
    response = staff.post(url, NO_FORMS | nested_form_data(form()) | {"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    return [
        str(each) for each in get_messages(response.wsgi_request) if each.level_tag == "warning"
    ]


def shown() -> Tag:
    return BeautifulSoup(Client().get(f"{PATH}/").content, "html.parser").find("main")


def served() -> dict[str, Any]:
    return Client().get(f"/++api++{PATH}").json()


def written(amount: str) -> str:
    """Write « 118 864,20 », and no cents where there are none."""
    euros, cents = amount.split(".")
    return f"{int(euros):,}".replace(",", " ") + ("" if cents == "00" else f",{cents}")


def lines_of(html: Tag, year: int) -> Iterator[tuple[str, str]]:
    """Yield label and amount of each line of the tables of a year."""
    for table in html("table"):
        if text_of(table.caption).endswith(str(year)):
            for line in table("tr"):
                if line.td:
                    yield text_of(line.th), text_of(line.td)


def told(fact: dict[str, Any], html: Tag) -> bool:
    """Tell whether people, or clients that show the text, read a fact."""
    value, text = fact["value"], text_of(html)
    match fact["field"]:
        case "year":
            return f"Rapport d’activité {value}" in text
        case "chapter":
            heading = f"{value['title']}, {value['from']}-{value['to']}"
            return heading in [text_of(each) for each in html("h2")]
        case "key figure":
            return f"{value['percent']} % du {value['of']}" in text
        case "printed total":
            lines, amount = dict(lines_of(html, value["year"])), written(value["amount"])
            return lines["Total"] == lines["Total imprimé dans le document"] == amount
        case "revenue" | "expense" | "cost of an action":
            found = (value["label"], written(value["amount"]))
            return found in lines_of(html, value["year"])
    raise AssertionError(f"no place for {fact}")


@pytest.mark.parametrize("name", FACTS)
def test_fact_is_shown_served_and_found(warnings, db, name: str) -> None:
    fact, content = FACTS[name], served()
    value, field = fact["value"], fact["field"]

    assert told(fact, shown())
    match field:
        case "year":
            assert (content["year"], content["years"]) == (value, [value])
        case "chapter":
            kept = [
                {"title": each["title"], "from": each["start_year"], "to": each["end_year"]}
                for each in content["chapters"]
            ]
            assert value in kept
        case _:
            assert told(fact, BeautifulSoup(content["text"]["data"], "html.parser"))
    if words := isinstance(value, dict) and (value.get("label") or value.get("title")):
        found = Client().get("/++api++/@search", {"SearchableText": words}).json()["items"]
        assert [item["@id"] for item in found] == [content["@id"]]


def test_staff_are_warned_of_the_expenses_alone_and_the_report_is_online(warnings, db) -> None:
    (warning,) = [text for text in warnings if text.startswith("Tableau")]

    assert "«\xa0Budget de l’alliance, 2024\xa0». Dépenses" in warning
    assert EXCESS in warning
    page = ReportPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
    (table, _) = [block.value for block in page.body if block.block_type == "figures"]
    totals = {group["label"]: str(group["printed_total"]) for group in table["groups"]}
    assert totals == {"Recettes": "118864.20", "Dépenses": "118864.20"}
    assert [str(each["amount"]) for each in table["groups"][1]["rows"]] == [
        expense["amount"] for expense in values("expense")
    ]


def test_reader_sees_the_sum_of_the_expenses_the_excess_and_the_note(warnings, db) -> None:
    text = text_of(shown())

    assert "126 074,20 €" in text
    assert EXCESS.replace("\xa0", " ") in text
    assert text.count("de plus que le total imprimé") == 1
    assert NOTE in text
