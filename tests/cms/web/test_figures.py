"""Tables of figures on web pages, in each pack."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.domain import authoring
from cms.models import Look
from tests.factories.figures import budget_of_2024, figures, group, row

HOSTILE = '<script>alert("1")</script>{{ pack }}'


def publish(page, *tables: dict[str, Any]) -> str:
    body = json.dumps([{"type": "figures", "value": table} for table in tables])
    authoring.update(page, {"body": body}, publish=True)
    return page.get_url()


def read(client, page, *tables: dict[str, Any]) -> list[BeautifulSoup]:
    response = client.get(publish(page, *tables))
    return BeautifulSoup(response.content, "html.parser").find_all("div", class_="figures")


def lines(block: BeautifulSoup) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in tr(["th", "td"])] for tr in block("tr")]


@pytest.mark.parametrize("pack", ["base", "passeur"])
def test_budget_of_2024_shows_both_totals_and_the_difference(client, site, pages, pack):
    Look.objects.create(site=site, pack=pack)

    (block,) = read(client, pages["standard"], budget_of_2024())

    assert lines(block) == [
        ["Poste", "Montant (€)"],
        ["Recettes"],
        ["Région Bretagne", "5\xa0000"],
        ["Département de Loire-Atlantique", "5\xa0000"],
        ["Département du Morbihan", "25\xa0000"],
        ["AAP - CR B et CR PDL", "7\xa0909,20"],
        ["Contribution des EPCI", "75\xa0955"],
        ["Total", "118\xa0864,20"],
        ["Dépenses"],
        ["Cycle de séminaires Mobilités", "6\xa0735,20"],
        ["Rendez-vous Habitat et sobriété foncière", "10\xa0300"],
        ["Évènement thématique 1 - 2024", "5\xa0200"],
        ["Groupe de travail Déchets", "7\xa0210"],
        ["Vie institutionnelle", "1\xa0200"],
        ["Frais de structure", "10\xa0951"],
        ["Charges de personnel", "84\xa0478"],
        ["Total calculé", "126\xa0074,20"],
        ["Total imprimé dans le document", "118\xa0864,20"],
        ["Solde calculé (recettes moins dépenses)", "−7\xa0210"],
    ]
    assert [p.get_text(strip=True) for p in block("p")] == [
        "Dépenses\xa0: la somme des lignes est de 126\xa0074,20\xa0€, soit 7\xa0210\xa0€ de plus "
        "que le total imprimé dans le document, 118\xa0864,20\xa0€.",
        "Montants tels que le rapport les imprime.",
        "Source\xa0: Rapport d’activité",
    ]


def test_table_is_told_to_those_who_hear_it(client, pages):
    (block,) = read(client, pages["standard"], budget_of_2024())

    region = block.find(role="region")
    assert (region["tabindex"], region["aria-label"]) == (
        "0",
        "Tableau\xa0: Budget de l’alliance, 2024",
    )
    assert region.table.caption.get_text() == "Budget de l’alliance, 2024"
    assert [th["scope"] for th in region.thead("th")] == ["col", "col"]
    for part in [*region("tbody"), region.tfoot]:
        for tr in part("tr"):
            scope = "rowgroup" if "figures-group" in tr.get("class", ()) else "row"
            assert tr.th["scope"] == scope
    assert all(cell.get_text(strip=True) for cell in region(["th", "td"]))


def test_table_says_what_it_does_not_know(client, pages):
    table = figures(group("Vide"), group("Dit à moitié", row("Salle", note="prêtée")))

    (block,) = read(client, pages["standard"], table)

    assert lines(block)[1:] == [
        ["Vide"],
        ["Aucune ligne"],
        ["Dit à moitié"],
        ["Salle prêtée", "non précisé"],
    ]
    assert (block.tfoot, block.find("p")) == (None, None)


def test_hostile_words_are_words(client, pages):
    rows = group(HOSTILE, row(HOSTILE, "1", HOSTILE), printed="2")
    fields = dict.fromkeys(("title", "unit", "note", "source"), HOSTILE)

    (block,) = read(client, pages["standard"], figures(rows, **fields))

    assert block.find("script") is None
    assert block.caption.get_text() == HOSTILE
    assert block.find(role="region")["aria-label"] == f"Tableau\xa0: {HOSTILE}"
    assert block.get_text().count(HOSTILE) == 11


@pytest.mark.parametrize(
    ("words", "found"),
    [("étude lavoirs", True), ("coûts", True), ("régie", True), ("costs", False), ("12", False)],
)
def test_search_finds_the_words_of_a_table_and_not_its_tokens(client, pages, words, found):
    table = figures(group("Études", row("Les lavoirs", "12", "en régie")), kind="costs")
    publish(pages["standard"], table)

    html = BeautifulSoup(client.get("/recherche/", {"q": words}).content, "html.parser")
    titles = [card.h2 or card.h3 for card in html("article", class_="card")]

    assert ("Mentions légales" in [title.get_text(strip=True) for title in titles]) == found


def test_tables_cost_no_query(client, pages):
    def queries(*tables: dict[str, Any]) -> int:
        address = publish(pages["standard"], *tables)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    assert queries() == queries(budget_of_2024()) == queries(*[budget_of_2024()] * 30)
